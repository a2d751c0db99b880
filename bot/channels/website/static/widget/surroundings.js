const SMALL = matchMedia("(width < 480px), (height < 480px)");
/** An accidental pinch is not the on-screen keyboard. */
const ZOOMED = 1.05;

/** Whether the panel takes the whole screen. */
export function isSmall() {
  return SMALL.matches;
}

/**
 * Keeps a box over what is visible: the on-screen keyboard covers a fixed one otherwise.
 *
 * @param {HTMLElement} box
 */
export function fitViewport(box) {
  const { offsetTop, height, scale } = visualViewport;
  if (scale > ZOOMED) return;
  box.style.setProperty("--top", `${offsetTop}px`);
  box.style.setProperty("--height", `${height}px`);
}

/** @param {string | null} patterns paths with `*` for anything, divided by commas */
export function isHere(patterns) {
  return (patterns ?? "").split(",").some((pattern) => {
    const parts = pattern.trim().split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
    return new RegExp(`^${parts.join(".*")}$`).test(location.pathname);
  });
}

/** The next element the Tab key goes to, kept within `root`; null leaves it to the browser. */
export function tabWithin(root, event) {
  const stops = [...root.querySelectorAll("a[href], button, textarea, input, summary, [tabindex='0']")].filter(
    (node) => !node.disabled && !node.closest("[inert]") && node.checkVisibility(),
  );
  const active = root.getRootNode().activeElement;
  const [first, last] = [stops[0], stops.at(-1)];
  if (active && active !== (event.shiftKey ? first : last)) return null;
  return event.shiftKey ? last : first;
}

/** Who the host has signed in, so that two people at one device keep apart: the `sub` of the signed identity. */
export function subjectOf(identity) {
  try {
    return String(JSON.parse(atob(identity.split(".")[1].replace(/-/g, "+").replace(/_/g, "/"))).sub ?? "");
  } catch {
    return "";
  }
}

/** Whether the panel is open goes along from page to page, and belongs to one tab. */
export function keepForTab(key, value) {
  try {
    sessionStorage.setItem(key, value);
  } catch {
    // Blocked: each page begins as its tag says.
  }
}

/** @returns {string | null} what was kept last in this tab */
export function keptForTab(key) {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

/** Hands a file to the person. */
export function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}
