import { applicationRoutes } from "./applications.ts";
import { channelRoutes } from "./channels.ts";
import { guildRoutes } from "./guilds.ts";
import { interactionRoutes } from "./interactions.ts";
import { markRoutes } from "./marks.ts";
import { messageRoutes } from "./messages.ts";
import { roleRoutes } from "./roles.ts";
import type { Routes } from "./route.ts";
import { threadRoutes } from "./threads.ts";
import { userRoutes } from "./users.ts";
import { webhookRoutes } from "./webhooks.ts";

/** Every route of the REST API that the playground speaks; any other is 404. */
export const routes: Routes = {
  ...applicationRoutes,
  ...channelRoutes,
  ...guildRoutes,
  ...interactionRoutes,
  ...markRoutes,
  ...messageRoutes,
  ...roleRoutes,
  ...threadRoutes,
  ...userRoutes,
  ...webhookRoutes,
};
