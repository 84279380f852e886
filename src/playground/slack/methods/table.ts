import { authMethods } from "./auth.ts";
import { chatMethods } from "./chat.ts";
import type { Methods } from "./method.ts";
import { viewMethods } from "./views.ts";

export const methods: Methods = { ...authMethods, ...chatMethods, ...viewMethods };
