/** A pattern for ilike that holds what was typed and nothing more. */
export const likeWords = (typed: string): string => `%${typed.trim().replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
