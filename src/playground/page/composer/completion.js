// @ts-check
import { createListbox, hideOnLeave } from "../overlay/listbox.js";

/** @import { Proposal } from "./sources.js" */

/**
 * Suggestions over a field while somebody types.
 * @param {HTMLTextAreaElement} field
 * @param {(typed: { text: string, caret: number }) => Proposal[] | Promise<Proposal[]>} propose
 */
export function createCompletion(field, propose) {
  const listbox = createListbox("Suggestions", (/** @type {Proposal} */ proposal) => take(proposal));
  listbox.element.classList.add("suggestions");
  listbox.element.hidden = true;
  listbox.attach(field);
  let asked = 0;
  let closedAt = "";
  let shownFor = "";

  const hide = () => {
    asked += 1;
    listbox.element.hidden = true;
    listbox.show([]);
  };
  const update = async () => {
    asked += 1;
    const own = asked;
    const text = field.value;
    if (field.selectionStart !== field.selectionEnd || text === closedAt) return hide();
    const found = await propose({ text, caret: field.selectionStart });
    if (own !== asked || text !== field.value) return;
    if (found.length === 0 || document.activeElement !== field) return hide();
    closedAt = "";
    shownFor = text;
    listbox.element.hidden = false;
    listbox.show(found, { first: found[0]?.sure === true });
  };
  /** @param {Proposal} proposal */
  function take(proposal) {
    if (proposal.run !== undefined) {
      hide();
      return proposal.run();
    }
    field.setRangeText(proposal.insert, proposal.from, proposal.to, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  }
  field.addEventListener("input", () => void update());
  field.addEventListener("click", () => void update());
  hideOnLeave(field, hide);

  return {
    element: listbox.element,
    hide,
    update,
    /** True when the key was for the suggestions. @param {KeyboardEvent} event */
    onKey(event) {
      if (listbox.element.hidden || shownFor !== field.value) return false;
      if (event.key === "Escape") {
        closedAt = field.value;
        hide();
        return true;
      }
      if (event.key === "Tab" && !event.shiftKey) {
        const proposal = listbox.active() ?? listbox.first();
        if (proposal !== undefined) take(proposal);
        return true;
      }
      if (event.key === "Enter" && !event.shiftKey) {
        const proposal = listbox.active();
        if (proposal === undefined) return false;
        take(proposal);
        return true;
      }
      return (event.key === "ArrowDown" || event.key === "ArrowUp") && listbox.move(event.key);
    },
  };
}
