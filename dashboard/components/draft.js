// Keeps texts for the tab they are written in, and gives them back after a reload, which ends Streamlit's session.

const asked = new Set(); // names of the texts that were given back since the page was loaded, or could not be

export default function ({ data, setTriggerValue }) {
  const kept = {};
  for (const [name, text] of Object.entries(data.texts)) {
    const stored = asked.has(name) ? null : storage((tab) => tab.getItem(`levelhed.${name}`));
    asked.add(name);
    if (stored !== null && stored !== text) kept[name] = stored;
    else storage((tab) => tab.setItem(`levelhed.${name}`, text));
  }
  if (Object.keys(kept).length) setTriggerValue("kept", kept);
}

// A browser may allow no storage, or no more of it: then a reload forgets, as it would without this.
function storage(use) {
  try {
    return use(sessionStorage) ?? null;
  } catch {
    return null;
  }
}
