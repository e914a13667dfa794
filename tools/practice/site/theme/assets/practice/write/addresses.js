// What counts as an address on the web that a reader can open, as in tools/practice/checking/addresses.py; and addresses for mail.

export function isWebAddress(text) {
  const parts = /^(https?):\/\/([^/?#]*)/i.exec(text);
  if (!parts || /[\s\x1c-\x1f\x85<>"\\]/.test(text) || /[[\]]/.test(parts[2])) return false;
  // Letters that become a part of an address when they are brought to their plain form would lead elsewhere.
  const bare = parts[2].replace(/[@:#?]/g, "");
  if (bare.normalize("NFKC") !== bare && /[/?#@:]/.test(bare.normalize("NFKC"))) return false;
  const host = parts[2].slice(parts[2].lastIndexOf("@") + 1).split(":")[0];
  return host.replace(/^\.+|\.+$/g, "").includes(".");
}

// Mail programs copy an address with its name: "Screening team <screening@trust.example>".
export const mailboxOf = (text) =>
  (/^[^<>]*<([^<>\s]+@[^<>\s]+)>;?\s*$/.exec(text)?.[1] ?? text).replace(/^\s*mailto:/i, "");
