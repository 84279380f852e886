import { authMethods } from "./auth.ts";
import { channelAdminMethods } from "./channel-admin.ts";
import { chatMethods } from "./chat.ts";
import { conversationMethods } from "./conversations.ts";
import { fileMethods } from "./files.ts";
import { markMethods } from "./marks.ts";
import type { Methods } from "./method.ts";
import { userMethods } from "./users.ts";
import { viewMethods } from "./views.ts";

/** Every method of the Web API that the playground speaks; any other is an unknown_method. */
export const methods: Methods = {
  ...authMethods,
  ...channelAdminMethods,
  ...chatMethods,
  ...conversationMethods,
  ...fileMethods,
  ...markMethods,
  ...userMethods,
  ...viewMethods,
};
