// @ts-check

const KEY = "tocsin theme";
const system = matchMedia("(prefers-color-scheme: dark)");

const isDark = () => {
  const chosen = localStorage.getItem(KEY);
  return chosen === null ? system.matches : chosen === "dark";
};

const apply = () => {
  document.documentElement.dataset.theme = isDark() ? "dark" : "light";
};

/** Follows the system until somebody chooses. */
export function startTheme() {
  apply();
  system.addEventListener("change", apply);
}

/** Turns light into dark or back; true when it is dark now. */
export function toggleTheme() {
  const dark = !isDark();
  if (dark === system.matches) localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, dark ? "dark" : "light");
  apply();
  return dark;
}
