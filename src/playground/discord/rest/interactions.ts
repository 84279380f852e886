import { tidy } from "../../json.ts";
import { answer } from "../interactions/answer.ts";
import { refuse } from "../refusal.ts";
import { flags } from "../state/records.ts";
import { wireMessage } from "../wire/message.ts";
import type { Routes } from "./route.ts";

export const interactionRoutes: Routes = {
  "POST /interactions/:interaction/:token/callback": {
    open: true,
    run: (core, { params, query, json, files }) => {
      const interaction = core.interactions.byToken(params.token ?? "");
      if (interaction === undefined || interaction.id !== params.interaction) return refuse("unknownInteraction");
      const message = answer(core, interaction, json, files);
      if (query.get("with_response") !== "true") return null;
      const loading = message === undefined ? undefined : (message.flags & flags.loading) !== 0;
      const ephemeral = message === undefined ? undefined : message.ephemeralTo !== undefined;
      return tidy({
        interaction: tidy({
          id: interaction.id,
          type: interaction.type,
          response_message_id: message?.id,
          response_message_loading: loading,
          response_message_ephemeral: ephemeral,
          channel_id: interaction.channel,
          guild_id: interaction.guild,
        }),
        resource: message === undefined ? undefined : { type: json.type, message: wireMessage(core, message) },
      });
    },
  },
};
