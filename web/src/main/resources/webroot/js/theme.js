// A classic script in the head, so that the right theme is there before the first paint.
(() => {
  const KEY = 'netavanue.theme';
  const root = document.documentElement;
  const prefersDark = matchMedia('(prefers-color-scheme: dark)');
  const chosen = () => {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null;
    }
  };
  const isDark = () => (chosen() ?? (prefersDark.matches ? 'dark' : 'light')) === 'dark';
  const apply = () => {
    root.dataset.theme = isDark() ? 'dark' : 'light';
    document.getElementById('theme')?.setAttribute('aria-pressed', String(isDark()));
  };
  apply();
  prefersDark.addEventListener('change', apply);
  document.addEventListener('DOMContentLoaded', () => {
    apply();
    document.getElementById('theme').addEventListener('click', () => {
      const next = isDark() ? 'light' : 'dark';
      const system = prefersDark.matches ? 'dark' : 'light';
      try {
        // Back to the system's theme means following it again.
        if (next === system) localStorage.removeItem(KEY);
        else localStorage.setItem(KEY, next);
      } catch {
        root.dataset.theme = next;
        return;
      }
      apply();
    });
  });
})();
