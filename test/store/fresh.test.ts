import { expect, it } from "vitest";
import { freshUuid } from "../../src/store/fresh.ts";

it("makes ids that sort as they were made, also within a millisecond", () => {
  const ids = Array.from({ length: 2_000 }, freshUuid);
  expect(ids).toEqual(ids.toSorted());
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});
