import { useTranslation } from 'react-i18next';
import type { WallDetail, WallSetup, WallTile } from '#shared/model/wall.ts';
import { Check } from '../../components/desk/Check.tsx';
import { ChoiceField } from '../../components/desk/ChoiceField.tsx';
import { Message } from '../../components/desk/Message.tsx';
import { TextField } from '../../components/desk/TextField.tsx';
import type { Submit } from '../../hooks/desk/useSubmit.ts';
import { toSlug } from './NameField.tsx';
import { NumberField } from './NumberField.tsx';

const firstTile: WallTile = { x: 0, y: 0, cols: 2, rows: 1, bezelX: 0, bezelY: 0 };

interface ScreenFieldsProps {
  readonly detail: WallDetail;
  readonly setup: WallSetup;
  readonly onChange: (patch: Partial<WallSetup>) => void;
  readonly submit: Submit;
}

/** What belongs to the screen rather than to a scene. */
export function ScreenFields({ detail, setup, onChange, submit }: ScreenFieldsProps) {
  const { t } = useTranslation('wall');
  return (
    <section className="card stack" aria-labelledby="screen-title">
      <h2 id="screen-title">{t('edit.screen')}</h2>
      <div className="pair">
        <TextField
          label={t('edit.label')}
          error={submit.at('/setup/title')}
          required
          maxLength={80}
          value={setup.title}
          onChange={(title) => onChange({ title })}
        />
        <ChoiceField
          label={t('edit.lang')}
          value={setup.lang}
          choices={[
            ['id', 'Bahasa Indonesia'],
            ['en', 'English'],
          ]}
          onChange={(lang) => onChange({ lang })}
        />
      </div>
      <Check checked={setup.holdOnCritical} onChange={(holdOnCritical) => onChange({ holdOnCritical })}>
        {t('edit.hold')}
      </Check>
      <GroupField {...{ detail, setup, onChange, submit }} />
      <Check
        checked={setup.tile !== null}
        onChange={(isTile) => onChange({ tile: isTile ? firstTile : null })}
      >
        {t('edit.tile')}
      </Check>
      {setup.tile ? (
        <TileFields tile={setup.tile} onChange={(tile) => onChange({ tile })} submit={submit} />
      ) : null}
    </section>
  );
}

function GroupField({ detail, setup, onChange, submit }: ScreenFieldsProps) {
  const { t } = useTranslation('wall');
  const { group } = setup;
  const others = (detail.groups.find(({ name }) => name === group)?.walls ?? []).filter(
    (name) => name !== detail.name,
  );
  const isJoining = group !== detail.setup.group;
  return (
    <>
      <TextField
        label={t('edit.group')}
        hint={t('edit.groupHint')}
        error={submit.at('/setup/group')}
        list="wall-groups"
        maxLength={40}
        autoComplete="off"
        value={group ?? ''}
        onChange={(text) => onChange({ group: toSlug(text) || null })}
      />
      <datalist id="wall-groups">
        {detail.groups.map(({ name }) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      {others.length > 0 ? (
        <Message tone="info">
          {t(isJoining ? 'edit.groupJoin' : 'edit.groupAll', { group, walls: others.join(', ') })}
        </Message>
      ) : null}
    </>
  );
}

interface TileFieldsProps {
  readonly tile: WallTile;
  readonly onChange: (tile: WallTile) => void;
  readonly submit: Submit;
}

/** Places are counted from 1 here, as people do. */
function TileFields({ tile, onChange, submit }: TileFieldsProps) {
  const { t } = useTranslation('wall');
  const fields = [
    ['x', 1, 8],
    ['y', 1, 8],
    ['cols', 1, 8],
    ['rows', 1, 8],
    ['bezelX', 0, 400],
    ['bezelY', 0, 400],
  ] as const;
  return (
    <div className="pair">
      {fields.map(([key, min, max]) => {
        const shift = key === 'x' || key === 'y' ? 1 : 0;
        return (
          <NumberField
            key={key}
            label={t(`edit.${key}`)}
            min={min}
            max={max}
            value={tile[key] + shift}
            onChange={(value) => onChange({ ...tile, [key]: value - shift })}
            error={submit.at(`/setup/tile/${key}`)}
          />
        );
      })}
    </div>
  );
}
