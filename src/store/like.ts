const escaped = (typed: string): string => typed.replace(/[\\%_]/g, (sign) => `\\${sign}`);

/** A pattern for ilike that holds what was typed and nothing more. */
export const likeWords = (typed: string): string => `%${escaped(typed.trim())}%`;

/** A pattern for ilike of what begins as was typed. */
export const likeStart = (typed: string): string => `${escaped(typed)}%`;
