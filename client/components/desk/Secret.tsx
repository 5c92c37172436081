import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Field } from './Field.tsx';

interface SecretProps {
  readonly label: string;
  readonly value: string;
}

/** Something that is shown once, ready to be copied; where the browser gives no clipboard, it can be marked by hand. */
export function Secret({ label, value }: SecretProps) {
  const { t } = useTranslation();
  const [isCopied, setCopied] = useState(false);
  const copy = (): void => {
    navigator.clipboard
      ?.writeText(value)
      .then(() => setCopied(true))
      .catch(() => undefined);
  };
  return (
    <div className="stack" data-tight>
      <Field label={label}>
        {(ids) => <input {...ids} readOnly value={value} onFocus={(event) => event.target.select()} />}
      </Field>
      <div>
        <button type="button" onClick={copy}>
          {isCopied ? t('copied') : t('copy')}
        </button>
      </div>
    </div>
  );
}
