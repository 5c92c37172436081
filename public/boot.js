// Opens the page again when its own script did not come, because the server died between the two. Stands apart from that script, and
// keeps the count that client/connection/reloadPage.ts keeps: three times in ten minutes, then it says why it stays.
(() => {
  const page = document.documentElement;
  const key = 'simpul.reloads';
  const readRecent = () => {
    try {
      return JSON.parse(sessionStorage.getItem(key) || '[]').filter(({ at }) => Date.now() - at < 600_000);
    } catch {
      return [];
    }
  };
  const again = () => setTimeout(look, 5_000 + Math.random() * 5_000);
  const reload = () => {
    const recent = readRecent();
    if (recent.length >= 3) {
      document.body.textContent =
        'Simpul: skrip layar ini tidak dapat dimuat, dicoba lagi nanti. / The script of this screen does not load.';
      again();
      return;
    }
    sessionStorage.setItem(key, JSON.stringify([...recent, { at: Date.now(), cause: 'chunk' }]));
    location.reload();
  };
  function look() {
    if (page.dataset.started) return;
    fetch('/healthz', { cache: 'no-store' }).then((answer) => {
      if (answer.ok && !page.dataset.started) reload();
      else again();
    }, again);
  }
  setTimeout(look, 20_000);
})();
