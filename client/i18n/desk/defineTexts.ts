/** Texts of one part of the desk: English has the same keys as Indonesian, or it does not compile. */
export type SameKeys<Texts> = {
  readonly [Key in keyof Texts]: Texts[Key] extends string ? string : SameKeys<Texts[Key]>;
};

/** Ties both languages of a part together. */
export function defineTexts<const Texts>(
  id: Texts,
  en: SameKeys<Texts>,
): { readonly id: Texts; readonly en: SameKeys<Texts> } {
  return { id, en };
}
