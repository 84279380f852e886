import type { Control, Message } from "../presentation/message.ts";

/** A message whose controls became others: what fits a platform, what it can ask. */
export const mapControls = async (
  message: Message,
  change: (control: Control) => Promise<Control>,
): Promise<Message> => {
  const blocks = await Promise.all(
    message.blocks.map(async (block) => {
      if (block.kind === "controls") return { ...block, controls: await Promise.all(block.controls.map(change)) };
      if (block.kind === "paragraph" && block.control !== undefined) {
        return { ...block, control: await change(block.control) };
      }
      return block;
    }),
  );
  return { ...message, blocks };
};
