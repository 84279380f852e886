/** One command of the command line. Results go to stdout, everything else to stderr. */
export interface Verb {
  readonly summary: string;
  readonly usage?: string;
  /** Resolves to the exit code: 0 done, 1 failed. A ConfigError becomes 2. */
  run(args: readonly string[], env: NodeJS.ProcessEnv): Promise<number>;
}

export const say = (line: string): void => void process.stdout.write(`${line}\n`);
