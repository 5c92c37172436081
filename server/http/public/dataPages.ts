import { msIndFields } from '#shared/model/openData.ts';
import type { Pillar } from '#shared/model/pillar.ts';
import type { OpenIndicator } from '../../domain/openData/createOpenData.ts';
import { toLongestMs } from '../../domain/openData/readRows.ts';
import {
  fill,
  toCadenceWords,
  toConditionWords,
  toMoment,
  toPeriodWords,
  toValueWords,
} from './figureText.ts';
import { toLicence, toRule, toSource } from './homePage.ts';
import { type Html, html } from './html.ts';
import { type Frame, toLink, toPage } from './layout.ts';

/** `/publik/data`: every data set by pillar. */
export function toDataPage(
  frame: Frame,
  {
    pillars,
    indicators,
  }: { readonly pillars: readonly Pillar[]; readonly indicators: readonly OpenIndicator[] },
): string {
  const { words, language } = frame;
  return toPage(frame, {
    title: words.dataTitle,
    path: '/publik/data',
    content: html`<p class="lead">${words.dataLead}</p>
${pillars.map((pillar) => {
  const open = indicators.filter(
    ({ indicator, figures }) => indicator.pillar === pillar.id && figures.length > 0,
  );
  return html`<section aria-labelledby="${pillar.id}"><h2 id="${pillar.id}">${pillar.name[language]}</h2>
${open.length > 0 ? html`<ul class="sets">${open.map((one) => toSet(one, frame))}</ul>` : html`<p>${words.noKey}</p>`}
</section>`;
})}
${toRule(frame)}`,
  });
}

function toSet({ indicator, dataset }: OpenIndicator, { language, words, zone }: Frame): Html {
  const newest =
    dataset.newestAt === null ? null : toMoment(Date.parse(dataset.newestAt), zone, language, false);
  const name = indicator.name[language];
  return html`<li><a href="${toLink(`/publik/data/${indicator.id}`, language)}">${name}</a>
<span class="quiet">${words.newest}: ${newest}</span>
<span class="files"><a href="${dataset.csv}" aria-label="CSV: ${name}">CSV</a> <a href="${dataset.json}" aria-label="JSON: ${name}">JSON</a></span></li>`;
}

/** `/publik/data/:id`: one data set with its description, newest figures and downloads. */
export function toDatasetPage(frame: Frame, one: OpenIndicator): string {
  const { words, language } = frame;
  const { indicator, dataset, figures } = one;
  const longest = toLongestMs(indicator);
  return toPage(frame, {
    title: indicator.name[language],
    path: `/publik/data/${indicator.id}`,
    content: html`${indicator.explanation ? html`<p class="lead">${indicator.explanation[language]}</p>` : null}
${
  figures.length > 0
    ? html`<section aria-labelledby="unduh"><h2 id="unduh">${words.download}</h2>
<p class="files"><a class="button" href="${dataset.csv}" download>CSV</a> <a class="button" href="${dataset.json}" download>JSON</a></p>
${longest === null ? null : html`<p class="quiet">${fill(words.longest, { hours: Math.floor(longest / 3_600_000) })}</p>`}
</section>
<section aria-labelledby="terbaru"><h2 id="terbaru">${words.newestTitle}</h2>
${toNewest(one, frame)}</section>`
    : html`<p>${words.none}</p>`
}
${toMetadata(one, frame)}
${toRule(frame)}
${toLicence(frame, dataset.licence)}`,
  });
}

function toNewest({ indicator, figures }: OpenIndicator, frame: Frame): Html {
  const { words, language, zone } = frame;
  return html`<table><thead><tr><th scope="col">${words.area}</th><th scope="col" class="number">${words.value}</th><th scope="col">${words.period}</th><th scope="col">${words.condition}</th><th scope="col">${words.source}</th></tr></thead>
<tbody>${figures.map(
    (figure) => html`<tr><th scope="row">${figure.areaName}</th>
<td class="number" data-label="${words.value}">${toValueWords(figure.value, indicator, frame)}</td>
<td data-label="${words.period}">${toPeriodWords(figure, indicator, zone, language)}</td>
<td data-label="${words.condition}">${toConditionWords(figure, words)}${figure.waiting ? html`<br><span class="waiting">${words.waiting}</span>` : null}</td>
<td data-label="${words.source}">${toSource(figure.source)}</td></tr>`,
  )}</tbody></table>`;
}

function toMetadata({ indicator, dataset }: OpenIndicator, { words, language }: Frame): Html {
  const texts = {
    ...dataset,
    name: dataset.name[language],
    definition: dataset.definition?.[language] ?? null,
    unit: language === 'id' ? indicator.unit : indicator.unitEn,
    components: dataset.components?.join('; ') ?? null,
    levels: dataset.levels.map((level) => words.levels[level]).join(', '),
    publicAccess: words.open,
  };
  const cadence = toCadenceWords(indicator.cadence, language);
  return html`<section aria-labelledby="keterangan"><h2 id="keterangan">${words.metadata}</h2>
<dl>${msIndFields.map((field) => {
    const text = texts[field];
    return html`<div><dt>${words.fields[field]}</dt><dd>${text === null ? html`<em>${words.missing}</em>` : text || '–'}</dd></div>`;
  })}
<div><dt>${words.producer}</dt><dd>${dataset.producer}</dd></div>
${cadence === '' ? null : html`<div><dt>${words.cadence}</dt><dd>${cadence}</dd></div>`}
${dataset.note ? html`<div><dt>${words.note}</dt><dd>${dataset.note[language]}</dd></div>` : null}
</dl></section>`;
}
