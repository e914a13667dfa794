// As early as this, so that what is meant for readers without scripts never shows to others.
document.documentElement.classList.replace("no-js", "js");
