import { channelKey, isChannelKey } from "../channel.ts";
import { Refusal } from "../refusal.ts";

/** The name of a policy, at most 256 characters (features.md G61), and the key people type. */
export const checkPolicyName = (name: string): { readonly key: string; readonly name: string } => {
  const clean = name.replace(/[\p{Cc}\s]+/gu, " ").trim();
  const key = channelKey(clean);
  if (!isChannelKey(key)) {
    throw new Refusal("policy-name", "A policy needs a name with at least one letter, such as `payments`.");
  }
  if ([...clean].length > 256) throw new Refusal("policy-name", "The name of a policy has at most 256 characters.");
  return { key, name: clean };
};
