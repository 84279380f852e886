interface Planned {
  readonly rule: {
    readonly times: number;
    /** So many calls go well before. */
    readonly skip?: number;
  };
}

export interface Faults<Fault extends Planned> {
  readonly add: (method: string, fault: Fault) => void;
  /** What goes wrong with this call, counted off. */
  readonly take: (method: string, concerns: (fault: Fault) => boolean) => Fault | undefined;
  readonly clear: () => void;
  down: "no" | "refuse" | "unavailable";
}

/** Trouble made on purpose; "*" stands for every method. */
export function makeFaults<Fault extends Planned>(): Faults<Fault> {
  let planned: { readonly method: string; readonly fault: Fault; left: number; skip: number }[] = [];
  return {
    down: "no",
    add: (method, fault) => void planned.push({ method, fault, left: fault.rule.times, skip: fault.rule.skip ?? 0 }),
    take: (method, concerns) => {
      const hit = planned.find(
        (each) => (each.method === method || each.method === "*") && each.left > 0 && concerns(each.fault),
      );
      if (hit === undefined) return undefined;
      if (hit.skip > 0) {
        hit.skip -= 1;
        return undefined;
      }
      hit.left -= 1;
      planned = planned.filter((each) => each.left > 0);
      return hit.fault;
    },
    clear: () => {
      planned = [];
    },
  };
}
