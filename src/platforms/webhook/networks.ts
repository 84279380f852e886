import { BlockList, isIP, isIPv4 } from "node:net";

/** May we call an address? What a target names is somebody's choice, and must not lead into our own network. */
export type Reachable = (address: string) => boolean;

/** A network and how many of its bits are fixed. */
export type Network = readonly [network: string, bits: number];

/** What is not the open internet: our own machine and network, and what is reserved (IANA special-purpose registries). */
const special: readonly Network[] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
  ["::", 8],
  ["64:ff9b::", 96],
  ["64:ff9b:1::", 48],
  ["100::", 64],
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
  ["5f00::", 16],
  ["fc00::", 7],
  ["fe80::", 9],
  ["ff00::", 8],
];

const listOf = (networks: readonly Network[]): BlockList => {
  const list = new BlockList();
  for (const [network, bits] of networks) list.addSubnet(network, bits, isIPv4(network) ? "ipv4" : "ipv6");
  return list;
};

const closed = listOf(special);

/** "10.0.0.0/8", or an address alone; undefined for what is neither. */
export const readNetwork = (text: string): Network | undefined => {
  const [, network = "", bits] = /^([0-9a-f.:]+)(?:\/(\d{1,3}))?$/iu.exec(text.trim()) ?? [];
  const most = isIP(network) === 4 ? 32 : isIP(network) === 6 ? 128 : 0;
  const wanted = bits === undefined ? most : Number(bits);
  return most === 0 || wanted > most ? undefined : [network, wanted];
};

/** The open internet, and the networks that are allowed besides. */
export const reachable = (allowed: readonly Network[]): Reachable => {
  const open = listOf(allowed);
  return (address) => {
    const bare = address.replace(/%.*$/u, "");
    const version = isIP(bare);
    if (version === 0) return false;
    const family = version === 4 ? "ipv4" : "ipv6";
    // An IPv4 address in IPv6 clothes is judged by the one it is.
    const inner = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/iu.exec(bare)?.[1];
    if (inner !== undefined) return open.check(inner, "ipv4") || !closed.check(inner, "ipv4");
    return open.check(bare, family) || !closed.check(bare, family);
  };
};
