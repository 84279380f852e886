import { describe, expect, it } from "vitest";
import { channelKeysIn, hashChannelsIn, mentionsIn } from "../../src/domain/body.ts";

const ada = "01900000-0000-7000-8000-00000000000a";

describe("what a body names", () => {
  it("is each person once, outside code", () => {
    expect(mentionsIn(`<@${ada}> **<@${ada.toUpperCase()}>** \`<@01900000-0000-7000-8000-000000000002>\``)).toEqual([
      ada,
    ]);
  });

  it("is each channel once, outside code, addresses and numbers", () => {
    const body =
      "#payments, (#Ops) <#billing> **#my_team** #payments #42 a#b `#code` https://x.test/#frag ```\n#fenced\n``` &#39; ##x #größe";
    expect(hashChannelsIn(body)).toEqual(["payments", "ops", "my_team", "größe"]);
    expect(channelKeysIn(body)).toEqual(["billing", "payments", "ops", "my_team", "größe"]);
  });
});
