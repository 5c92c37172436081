import { useTranslation } from 'react-i18next';
import type { PillarId } from '#shared/model/ids.ts';
import { pillarIds } from '#shared/model/lists.ts';
import { programmeLimits } from '#shared/model/programme.ts';
import { programmeStatuses } from '#shared/model/programmeLists.ts';
import { AgencySelect } from '../../components/desk/AgencySelect.tsx';
import { ChoiceField } from '../../components/desk/ChoiceField.tsx';
import { TextField } from '../../components/desk/TextField.tsx';
import { useNames, useUser } from '../../hooks/desk/useDesk.ts';
import { deskLanguage } from '../../lib/desk/language.ts';
import { PickList } from './PickList.tsx';
import type { FormPart } from './ProgrammeForm.tsx';
import { pillarName } from './registerNames.ts';

/** What it is, whose, and what it serves. */
export function FormBasics({ draft, change, at }: FormPart) {
  const { t } = useTranslation('programme');
  const names = useNames();
  const user = useUser();
  return (
    <section className="card stack" aria-label={t('programmeForm:main')}>
      <TextField
        label={t('programmeForm:name')}
        required
        minLength={3}
        maxLength={200}
        value={draft.name}
        error={at('/name')}
        onChange={(name) => change({ name })}
      />
      <TextField
        label={t('programmeForm:nameEn')}
        maxLength={200}
        value={draft.nameEn}
        error={at('/nameEn')}
        onChange={(nameEn) => change({ nameEn })}
      />
      {user.role === 'agency-operator' ? null : (
        <AgencySelect
          agencies={names.catalogue?.agencies ?? []}
          value={draft.agency}
          error={at('/agency')}
          onChange={(agency) => change({ agency })}
        />
      )}
      <PillarFields {...{ draft, change, at }} />
      <div className="pair">
        <ChoiceField
          label={t('programmeForm:quickWin')}
          value={draft.quickWin === null ? 'unknown' : draft.quickWin ? 'yes' : 'no'}
          choices={(['unknown', 'yes', 'no'] as const).map(
            (one) => [one, t(`programmeForm:quick.${one}`)] as const,
          )}
          onChange={(one) => change({ quickWin: one === 'unknown' ? null : one === 'yes' })}
        />
        <ChoiceField
          label={t('programmeForm:status')}
          value={draft.status ?? ''}
          choices={[
            ['', t('status.unknown')],
            ...programmeStatuses.map((status) => [status, t(`status.${status}`)] as const),
          ]}
          onChange={(status) => change({ status: status === '' ? null : status })}
        />
      </div>
    </section>
  );
}

function PillarFields({ draft, change, at }: FormPart) {
  const { t } = useTranslation('programme');
  const names = useNames();
  const pillars = names.catalogue?.pillars ?? [];
  const language = deskLanguage();
  const subs = pillars.find(({ id }) => id === draft.pillar)?.subDimensions ?? [];
  const others = pillars.flatMap(({ id, subDimensions }) =>
    subDimensions
      .filter(({ code }) => code !== draft.subDimension)
      .map(({ code, name }) => [code, `${pillarName(names, id)}: ${name[language]}`] as const),
  );
  return (
    <>
      <div className="pair">
        <ChoiceField<PillarId | ''>
          label={t('programmeForm:pillar')}
          value={draft.pillar}
          required
          error={at('/pillar')}
          choices={[['', t('common:choose')], ...pillarIds.map((id) => [id, pillarName(names, id)] as const)]}
          onChange={(pillar) => change({ pillar, subDimension: null })}
        />
        <ChoiceField
          label={t('programmeForm:subDimension')}
          value={draft.subDimension ?? ''}
          disabled={draft.pillar === ''}
          error={at('/subDimension')}
          choices={[
            ['', t('status.unknown')],
            ...subs.map(({ code, name }) => [code, name[language]] as const),
          ]}
          onChange={(code) =>
            change({
              subDimension: code || null,
              secondary: draft.secondary.filter((one) => one !== code),
            })
          }
        />
      </div>
      <PickList
        label={t('programmeForm:secondary')}
        picked={draft.secondary}
        choices={others}
        max={programmeLimits.secondary}
        error={at('/secondary/0')}
        onChange={(secondary) => change({ secondary })}
      />
    </>
  );
}
