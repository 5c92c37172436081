import { useTranslation } from 'react-i18next';
import { programmeLimits } from '#shared/model/programme.ts';
import { TextField } from '../../components/desk/TextField.tsx';
import { useNames } from '../../hooks/desk/useDesk.ts';
import { deskLanguage } from '../../lib/desk/language.ts';
import { PickList } from './PickList.tsx';
import type { FormPart } from './ProgrammeForm.tsx';

const yearRules = { type: 'number', min: 2000, max: 2100, inputMode: 'numeric' } as const;

/** When, where, under which code, and which indicators it is to move. */
export function FormPlace({ draft, change, at }: FormPart) {
  const { t } = useTranslation('programme');
  const names = useNames();
  const { areas = [], indicators = [] } = names.catalogue ?? {};
  const sorted = [...indicators].sort(
    (a, b) => Number(b.agency === draft.agency) - Number(a.agency === draft.agency),
  );
  return (
    <section className="card stack" aria-label={t('programmeForm:when')}>
      <div className="pair">
        <TextField
          {...yearRules}
          label={t('programmeForm:yearFrom')}
          value={draft.yearFrom}
          error={at('/yearFrom')}
          onChange={(yearFrom) => change({ yearFrom })}
        />
        <TextField
          {...yearRules}
          label={t('programmeForm:yearTo')}
          value={draft.yearTo}
          error={at('/yearTo')}
          onChange={(yearTo) => change({ yearTo })}
        />
      </div>
      <PickList
        label={t('programmeForm:areas')}
        hint={t('programmeForm:areasHint')}
        picked={draft.areas}
        choices={areas.map(({ code, name }) => [code, name] as const)}
        max={programmeLimits.areas}
        onChange={(picked) => change({ areas: picked })}
      />
      <CodeFields {...{ draft, change, at }} />
      <PickList
        label={t('programmeForm:indicators')}
        picked={draft.indicators}
        choices={sorted.map(({ id, name }) => [id, name[deskLanguage()]] as const)}
        max={programmeLimits.indicators}
        onChange={(picked) => change({ indicators: picked })}
      />
      <TextField
        label={t('programmeForm:source')}
        hint={t('programmeForm:sourceHint')}
        maxLength={200}
        value={draft.source}
        error={at('/source')}
        onChange={(source) => change({ source })}
      />
      <TextField
        label={t('programmeForm:note')}
        isLong
        maxLength={600}
        value={draft.note}
        error={at('/note')}
        onChange={(note) => change({ note })}
      />
    </section>
  );
}

function CodeFields({ draft, change, at }: FormPart) {
  const { t } = useTranslation('programme');
  const hasCode = draft.codeText.trim() !== '';
  return (
    <>
      <TextField
        label={t('programmeForm:codeText')}
        hint={t('programmeForm:codeHint')}
        maxLength={24}
        autoCapitalize="characters"
        spellCheck={false}
        value={draft.codeText}
        error={at('/code/text')}
        onChange={(codeText) => change({ codeText })}
      />
      {hasCode ? (
        <div className="pair">
          <TextField
            label={t('programmeForm:codeRegulation')}
            required
            maxLength={120}
            placeholder="Permendagri 90/2019"
            value={draft.codeRegulation}
            error={at('/code/regulation')}
            onChange={(codeRegulation) => change({ codeRegulation })}
          />
          <TextField
            {...yearRules}
            label={t('programmeForm:codeYear')}
            required
            value={draft.codeYear}
            error={at('/code/year')}
            onChange={(codeYear) => change({ codeYear })}
          />
        </div>
      ) : null}
    </>
  );
}
