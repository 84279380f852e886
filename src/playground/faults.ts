export interface Faults<Fault extends { readonly rule: { readonly times: number } }> {
  readonly add: (method: string, fault: Fault) => void;
  /** What goes wrong with this call, counted off. */
  readonly take: (method: string, concerns: (fault: Fault) => boolean) => Fault | undefined;
  readonly clear: () => void;
  down: "no" | "refuse" | "unavailable";
}

/** Trouble made on purpose; "*" stands for every method. */
export function makeFaults<Fault extends { readonly rule: { readonly times: number } }>(): Faults<Fault> {
  let planned: { readonly method: string; readonly fault: Fault; left: number }[] = [];
  return {
    down: "no",
    add: (method, fault) => void planned.push({ method, fault, left: fault.rule.times }),
    take: (method, concerns) => {
      const hit = planned.find(
        (each) => (each.method === method || each.method === "*") && each.left > 0 && concerns(each.fault),
      );
      if (hit === undefined) return undefined;
      hit.left -= 1;
      planned = planned.filter((each) => each.left > 0);
      return hit.fault;
    },
    clear: () => {
      planned = [];
    },
  };
}
