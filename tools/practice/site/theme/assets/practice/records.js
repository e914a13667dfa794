// What Pagefind holds of one page, read straight from its file: its own way there costs an excerpt and a list of parts
// for each result, and knows only what a question has found.

const SIGNED = "pagefind_dcd".length; // what stands before the record

// `folder`: the address of the index. Returns a function from one of its names to {content, meta, url}.
export function records(folder) {
  const known = new Map();
  return (name) => {
    if (!known.has(name)) known.set(name, read(new URL(`fragment/${name}.pf_fragment`, folder)));
    return known.get(name);
  };
}

async function read(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`no ${address}`);
  let bytes = await answer.arrayBuffer();
  // Some hosts unpack what they send.
  if (new Uint8Array(bytes, 0, 1)[0] === 0x1f)
    bytes = await new Response(
      new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip")),
    ).arrayBuffer();
  return JSON.parse(new TextDecoder().decode(new Uint8Array(bytes, SIGNED)));
}
