import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { maxPictureBytes } from '#shared/model/shift.ts';

const kinds: readonly string[] = ['image/png', 'image/jpeg', 'image/webp'];

/** The picture that goes with the next line. */
export interface ChosenPicture {
  readonly blob: Blob | null;
  /** Address that the page shows it by. */
  readonly url: string | null;
  readonly fault: string | null;
  /** Takes it unless it is of the wrong kind or too large. */
  take(blob: Blob): void;
  drop(): void;
  tell(fault: string): void;
}

/** Keeps one picture and says what is wrong with it. */
export function usePicture(): ChosenPicture {
  const { t } = useTranslation('shift');
  const [blob, setBlob] = useState<Blob | null>(null);
  const [url, setUrl] = useState<string | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  useEffect(() => {
    if (!blob) return;
    const made = URL.createObjectURL(blob);
    setUrl(made);
    return () => {
      setUrl(null);
      URL.revokeObjectURL(made);
    };
  }, [blob]);
  return {
    blob,
    url,
    fault,
    take(given) {
      const wrong = !kinds.includes(given.type) ? t('picture.wrong') : null;
      const large = given.size > maxPictureBytes ? t('picture.large') : null;
      setFault(wrong ?? large);
      if (!wrong && !large) setBlob(given);
    },
    drop() {
      setBlob(null);
      setFault(null);
    },
    tell: setFault,
  };
}
