/** How often a page that shows present figures asks for them anew: they change without anyone changing what is kept there. */
export const figuresMs = 60_000;
