import { type SQL, sql } from "drizzle-orm";
import type { IncidentId, TextId, WorkspaceId } from "../domain/ids.ts";
import type { Tx } from "./database.ts";

/** What parts one word from the next, so that "api.example.com" is found by "example" and 1.8 by "8". */
const signs = "-_./\\:@#+=&?%~*<>()[]{}|,;!'\"`$^";

/** The words of title (A) and description (B), for search. */
export const documentOf = (title: string, description: TextId | null): SQL => sql`
  setweight(to_tsvector('simple', ${spaced(sql`${title}::text`)}), 'A') ||
  setweight(to_tsvector('simple', coalesce((select ${spaced(sql`left(body, 65535)`)} from texts where id = ${description}), '')), 'B')`;

const spaced = (text: SQL): SQL => sql`lower(translate(${text}, ${signs}, ${" ".repeat(signs.length)}))`;

/** Shorter words are looked for as they are, longer ones are cut. */
const known = sql`between 3 and 100`;

/** Adds the words of an incident to the vocabulary, in order, so that two at once cannot wait for each other. */
export const learnWords = async (
  tx: Tx,
  incident: { readonly workspace: WorkspaceId; readonly id: IncidentId },
): Promise<void> => {
  await tx.execute(learning(incident.workspace, sql`(select document from incidents where id = ${incident.id})`));
};

/** The statement that does so for the one row of `documents`. */
export const learning = (workspace: WorkspaceId, documents: SQL): SQL => sql`
  insert into vocabulary (workspace_id, word)
  select ${workspace}, used.word from ${documents} as said, unnest(tsvector_to_array(said.document)) as used(word)
  where length(used.word) ${known}
    and not exists (select 1 from vocabulary v where v.workspace_id = ${workspace} and v.word = used.word collate "C")
  order by used.word collate "C"
  on conflict do nothing`;

/** What was typed as words to look for, each once and at most eight. */
export const searchWords = (typed: string): readonly string[] =>
  [...new Set((typed.toLowerCase().match(/[\p{L}\p{N}\p{M}]+/gu) ?? []).map((word) => word.slice(0, 100)))].slice(0, 8);
