import { PGlite, parse, protocol, type QueryOptions, type Results, type Transaction } from "@electric-sql/pglite";
import { plannedAnew } from "./handle.ts";

const { serialize } = protocol;

type Options = Pick<QueryOptions, "rowMode" | "parsers" | "serializers">;
type Message = Parameters<typeof parse.parseResults>[0][number];

/** A statement as the database knows it. */
interface Known {
  /** Under which it is kept there; empty where it was parsed for one run. */
  readonly name: string;
  /** The types of its parameters. */
  readonly takes: readonly number[];
  /** What the database says of its columns; nothing where it has none. */
  readonly gives: readonly Message[];
  uses: number;
}

/** So many statements are remembered; of others the one whose last use lies furthest back is forgotten. */
const mostKept = 500;

/** After so many uses a statement is planned anew: nothing else tells PGlite that its tables have grown. */
const mostUses = 1000;

/**
 * PGlite that keeps what it has parsed and planned, as a PostgreSQL driver does. By itself it does both for each run of a
 * statement, which takes several times as long as running it. A statement is kept from its second use on.
 */
export class PreparedPglite extends PGlite {
  readonly #known = new Map<string, Known>();
  #names = 0;

  override async query<T>(text: string, params: unknown[] = [], options: Options = {}): Promise<Results<T>> {
    await this._checkReady();
    return this._runExclusiveTransaction(() => this.#run<T>(text, params, options));
  }

  override transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return super.transaction((tx) => {
      const query = async <R>(text: string, params: unknown[] = [], options: Options = {}) => {
        if (tx.closed) throw new Error("The transaction has ended.");
        return this.#run<R>(text, params, options);
      };
      return work(Object.assign(tx, { query }));
    });
  }

  #run<T>(text: string, params: readonly unknown[], options: Options): Promise<Results<T>> {
    const { rowMode } = options;
    return this._runExclusiveQuery(async () => {
      const { name, takes, gives } = await this.#parsed(text);
      const values = params.map((value, i) => {
        if (value === null || value === undefined) return null;
        const type = takes[i] ?? 0;
        const write = options.serializers?.[type] ?? this.serializers[type];
        return write === undefined ? String(value) : write(value);
      });
      const messages = await this.#send(serialize.bind({ statement: name, values }), serialize.execute({}));
      const parsers = Object.assign(Object.create(this.parsers), options.parsers);
      const [results] = parse.parseResults([...gives, ...messages], parsers, rowMode && { rowMode });
      return results as Results<T>;
    });
  }

  async #parsed(text: string): Promise<Known> {
    const known = this.#known.get(text);
    this.#known.delete(text);
    if (known !== undefined && known.name !== "") {
      if (known.uses < mostUses) {
        known.uses += 1;
        this.#known.set(text, known);
        return known;
      }
      await this.#forget(known);
    }
    const name = known === undefined || text.includes(plannedAnew) ? "" : `kept_${++this.#names}`;
    const described = await this.#send(serialize.parse({ name, text }), serialize.describe({ type: "S", name }));
    const gives = described.filter((message) => message.name === "rowDescription");
    const parsed = { name, takes: parse.parseDescribeStatementResults(described), gives, uses: 1 };
    this.#known.set(text, parsed);
    const [oldest] = this.#known;
    if (this.#known.size > mostKept && oldest !== undefined) {
      this.#known.delete(oldest[0]);
      await this.#forget(oldest[1]);
    }
    return parsed;
  }

  async #forget({ name }: Known): Promise<void> {
    if (name !== "") await this.#send(serialize.close({ type: "S", name }));
  }

  #send(...messages: readonly Uint8Array[]) {
    return this.execProtocolStream(Buffer.concat([...messages, serialize.sync()]));
  }
}
