import type { PackCheck } from '#shared/model/pack.ts';
import { fill, toMoment } from './figureText.ts';
import { type Html, html } from './html.ts';
import { type Frame, toPage } from './layout.ts';

/** `/publik/periksa`: whether a seal is one of ours. It tells neither title nor content: whoever holds the file has both. */
export function toCheckPage(frame: Frame, given: string, check: PackCheck | 'wrong' | null): string {
  const { words, language } = frame;
  return toPage(frame, {
    title: words.checkTitle,
    path: '/publik/periksa',
    content: html`<p class="lead">${words.checkLead}</p>
${check === null ? null : toVerdict(frame, check)}
<form action="/publik/periksa" method="get">
<label for="segel">${words.hash}</label>
<input id="segel" name="hash" value="${given}" maxlength="80" autocomplete="off" autocapitalize="none" spellcheck="false" required>
${language === 'id' ? null : html`<input type="hidden" name="lang" value="${language}">`}
<button type="submit">${words.doCheck}</button>
</form>`,
  });
}

function toVerdict({ words, zone, zoneLabel, language }: Frame, check: PackCheck | 'wrong'): Html {
  if (check === 'wrong') return html`<p class="verdict" data-tone="bad" role="alert">${words.hashWrong}</p>`;
  const { pack, file } = check;
  if (!pack || !file) return html`<p class="verdict" data-tone="bad" role="status">${words.unknown}</p>`;
  const time = `${toMoment(pack.frozenAt, zone, language)} ${zoneLabel}`;
  return file === 'pack'
    ? html`<div class="verdict" data-tone="good" role="status"><p>${fill(words.known, { time })}</p><p>${words.knownLimit}</p></div>`
    : html`<p class="verdict" data-tone="good" role="status">${fill(words.knownFile, { time, file: file.toUpperCase() })}</p>`;
}
