CREATE TABLE "banners" (
	"workspace_id" uuid NOT NULL,
	"connection_id" uuid NOT NULL,
	"chat" text NOT NULL,
	"message" text,
	"shown" text,
	"shown_at" timestamp with time zone,
	CONSTRAINT "banners_workspace_id_connection_id_chat_pk" PRIMARY KEY("workspace_id","connection_id","chat")
);
--> statement-breakpoint
CREATE TABLE "channel_members" (
	"workspace_id" uuid NOT NULL,
	"channel_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"level" text NOT NULL,
	"pinned" boolean DEFAULT false NOT NULL,
	CONSTRAINT "channel_members_workspace_id_channel_id_person_id_pk" PRIMARY KEY("workspace_id","channel_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "channels" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"key" text NOT NULL,
	"name" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"built_in" boolean NOT NULL,
	"room_rank" integer,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "mappings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"channel_id" uuid NOT NULL,
	"connection_id" uuid NOT NULL,
	"chat" text NOT NULL,
	"chat_name" text NOT NULL,
	"least_rank" integer,
	"banner" boolean DEFAULT true NOT NULL,
	"lost" text,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "postings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"incident_id" uuid NOT NULL,
	"connection_id" uuid NOT NULL,
	"chat" text NOT NULL,
	"thread" text DEFAULT '' NOT NULL,
	"message" text,
	"kind" text NOT NULL,
	"shown" text,
	"shown_at" timestamp with time zone,
	"said" integer DEFAULT 0 NOT NULL,
	"lost" text,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sent" (
	"workspace_id" uuid NOT NULL,
	"key" text NOT NULL,
	"incident_id" uuid,
	"connection_id" uuid NOT NULL,
	"chat" text NOT NULL,
	"thread" text,
	"message" text,
	"at" timestamp with time zone NOT NULL,
	"leased_until" timestamp with time zone,
	"data" jsonb,
	CONSTRAINT "sent_workspace_id_key_pk" PRIMARY KEY("workspace_id","key")
);
--> statement-breakpoint
CREATE TABLE "beats" (
	"kind" text PRIMARY KEY NOT NULL,
	"last" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "receipts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid,
	"connection_id" uuid NOT NULL,
	"key" text NOT NULL,
	"kind" text NOT NULL,
	"payload" jsonb NOT NULL,
	"state" text DEFAULT 'received' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"done_at" timestamp with time zone,
	"answer" jsonb
);
--> statement-breakpoint
CREATE TABLE "tokens" (
	"token" text PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"purpose" text NOT NULL,
	"line" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "acknowledgements" (
	"workspace_id" uuid NOT NULL,
	"incident_id" uuid NOT NULL,
	"occurrence" integer NOT NULL,
	"person_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "acknowledgements_workspace_id_incident_id_occurrence_person_id_pk" PRIMARY KEY("workspace_id","incident_id","occurrence","person_id")
);
--> statement-breakpoint
CREATE TABLE "assignees" (
	"workspace_id" uuid NOT NULL,
	"incident_id" uuid NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"private" boolean NOT NULL,
	"assignee" text NOT NULL,
	"position" integer NOT NULL,
	CONSTRAINT "assignees_workspace_id_incident_id_assignee_pk" PRIMARY KEY("workspace_id","incident_id","assignee")
);
--> statement-breakpoint
CREATE TABLE "incident_channels" (
	"workspace_id" uuid NOT NULL,
	"incident_id" uuid NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"private" boolean NOT NULL,
	"channel_id" uuid NOT NULL,
	CONSTRAINT "incident_channels_workspace_id_incident_id_channel_id_pk" PRIMARY KEY("workspace_id","incident_id","channel_id")
);
--> statement-breakpoint
CREATE TABLE "incidents" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"title" text NOT NULL,
	"description_id" uuid,
	"resolution_id" uuid,
	"severity_id" uuid,
	"status" text NOT NULL,
	"occurrence" integer DEFAULT 1 NOT NULL,
	"private" boolean DEFAULT false NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_by" text NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"opened_by" text NOT NULL,
	"source_kind" text,
	"source_name" text,
	"source" jsonb,
	"duplicate_of" uuid,
	"latest_update" uuid,
	"next_update_at" timestamp with time zone,
	"assigned" boolean DEFAULT false NOT NULL,
	"comments" integer DEFAULT 0 NOT NULL,
	"last_seq" integer DEFAULT 0 NOT NULL,
	"last_task" integer DEFAULT 0 NOT NULL,
	"document" "tsvector" NOT NULL,
	CONSTRAINT "incidents_start" UNIQUE("workspace_id","id","started_at","private")
);
--> statement-breakpoint
CREATE TABLE "links" (
	"workspace_id" uuid NOT NULL,
	"incident_id" uuid NOT NULL,
	"url" text NOT NULL,
	"name" text NOT NULL,
	"position" integer NOT NULL,
	CONSTRAINT "links_workspace_id_incident_id_url_pk" PRIMARY KEY("workspace_id","incident_id","url")
);
--> statement-breakpoint
CREATE TABLE "participants" (
	"workspace_id" uuid NOT NULL,
	"incident_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"follows" boolean DEFAULT true NOT NULL,
	CONSTRAINT "participants_workspace_id_incident_id_person_id_pk" PRIMARY KEY("workspace_id","incident_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "resources" (
	"workspace_id" uuid NOT NULL,
	"incident_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"external_id" text NOT NULL,
	"name" text NOT NULL,
	"url" text,
	"position" integer NOT NULL,
	CONSTRAINT "resources_workspace_id_incident_id_kind_external_id_pk" PRIMARY KEY("workspace_id","incident_id","kind","external_id")
);
--> statement-breakpoint
CREATE TABLE "role_holders" (
	"workspace_id" uuid NOT NULL,
	"incident_id" uuid NOT NULL,
	"role" text NOT NULL,
	"person_id" uuid NOT NULL,
	CONSTRAINT "role_holders_workspace_id_incident_id_role_pk" PRIMARY KEY("workspace_id","incident_id","role")
);
--> statement-breakpoint
CREATE TABLE "tags" (
	"workspace_id" uuid NOT NULL,
	"incident_id" uuid NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"private" boolean NOT NULL,
	"tag" text NOT NULL,
	CONSTRAINT "tags_workspace_id_incident_id_tag_pk" PRIMARY KEY("workspace_id","incident_id","tag")
);
--> statement-breakpoint
CREATE TABLE "tasks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"incident_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"text_id" uuid NOT NULL,
	"assignee" uuid,
	"due_at" timestamp with time zone,
	"done_at" timestamp with time zone,
	"done_by" text,
	"url" text,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "vocabulary" (
	"workspace_id" uuid NOT NULL,
	"word" text COLLATE "C" NOT NULL,
	CONSTRAINT "vocabulary_workspace_id_word_pk" PRIMARY KEY("workspace_id","word")
);
--> statement-breakpoint
CREATE TABLE "attachments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"incident_id" uuid NOT NULL,
	"comment_id" uuid,
	"name" text NOT NULL,
	"media_type" text NOT NULL,
	"size" integer NOT NULL,
	"state" text NOT NULL,
	"problem" text,
	"storage_key" text,
	"digest" text,
	"origin" jsonb,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "comment_messages" (
	"workspace_id" uuid NOT NULL,
	"connection_id" uuid NOT NULL,
	"chat" text NOT NULL,
	"message" text NOT NULL,
	"thread" text,
	"comment_id" uuid NOT NULL,
	"original" boolean NOT NULL,
	CONSTRAINT "comment_messages_workspace_id_connection_id_chat_message_pk" PRIMARY KEY("workspace_id","connection_id","chat","message")
);
--> statement-breakpoint
CREATE TABLE "comments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"incident_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"author" text NOT NULL,
	"text_id" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"edited_at" timestamp with time zone,
	"deleted_at" timestamp with time zone,
	"key_moment" boolean DEFAULT false NOT NULL,
	"links" jsonb NOT NULL,
	"permalink" text
);
--> statement-breakpoint
CREATE TABLE "entries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"incident_id" uuid,
	"seq" integer NOT NULL,
	"kind" text NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" text,
	"actor_name" text,
	"surface" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"data" jsonb NOT NULL,
	"follows" uuid
);
--> statement-breakpoint
CREATE TABLE "texts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"salt" text NOT NULL,
	"body" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "connections" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"platform" text NOT NULL,
	"external_id" text NOT NULL,
	"name" text NOT NULL,
	"bot_account" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "identities" (
	"workspace_id" uuid NOT NULL,
	"platform" text NOT NULL,
	"realm" text NOT NULL,
	"external_id" text NOT NULL,
	"person_id" uuid NOT NULL,
	"name" text NOT NULL,
	"handle" text NOT NULL,
	"refreshed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "identities_workspace_id_platform_realm_external_id_pk" PRIMARY KEY("workspace_id","platform","realm","external_id")
);
--> statement-breakpoint
CREATE TABLE "incident_roles" (
	"workspace_id" uuid NOT NULL,
	"key" text NOT NULL,
	"name" text NOT NULL,
	"shipped" boolean NOT NULL,
	CONSTRAINT "incident_roles_workspace_id_key_pk" PRIMARY KEY("workspace_id","key")
);
--> statement-breakpoint
CREATE TABLE "people" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"name" text NOT NULL,
	"email" text,
	"zone" text,
	"role" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "severities" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"key" text NOT NULL,
	"name" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"colour" text NOT NULL,
	"rank" integer NOT NULL,
	"aliases" text[] NOT NULL,
	"urgent" boolean NOT NULL,
	"banner" boolean NOT NULL,
	"shipped" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "team_members" (
	"workspace_id" uuid NOT NULL,
	"team_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	CONSTRAINT "team_members_workspace_id_team_id_person_id_pk" PRIMARY KEY("workspace_id","team_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "teams" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"key" text NOT NULL,
	"name" text NOT NULL,
	"follows" jsonb,
	"followed_at" timestamp with time zone,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "workspaces" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"zone" text NOT NULL,
	"last_number" integer DEFAULT 0 NOT NULL,
	"shipped_severities" boolean DEFAULT true NOT NULL,
	"priority_aliases" text DEFAULT 'p0' NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "channel_members" ADD CONSTRAINT "channel_members_channel_id_channels_id_fk" FOREIGN KEY ("channel_id") REFERENCES "public"."channels"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mappings" ADD CONSTRAINT "mappings_channel_id_channels_id_fk" FOREIGN KEY ("channel_id") REFERENCES "public"."channels"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "postings" ADD CONSTRAINT "postings_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "acknowledgements" ADD CONSTRAINT "acknowledgements_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assignees" ADD CONSTRAINT "assignees_incident" FOREIGN KEY ("workspace_id","incident_id","started_at","private") REFERENCES "public"."incidents"("workspace_id","id","started_at","private") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "incident_channels" ADD CONSTRAINT "incident_channels_incident" FOREIGN KEY ("workspace_id","incident_id","started_at","private") REFERENCES "public"."incidents"("workspace_id","id","started_at","private") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "incidents" ADD CONSTRAINT "incidents_severity_id_severities_id_fk" FOREIGN KEY ("severity_id") REFERENCES "public"."severities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "links" ADD CONSTRAINT "links_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "participants" ADD CONSTRAINT "participants_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "resources" ADD CONSTRAINT "resources_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_holders" ADD CONSTRAINT "role_holders_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tags" ADD CONSTRAINT "tags_incident" FOREIGN KEY ("workspace_id","incident_id","started_at","private") REFERENCES "public"."incidents"("workspace_id","id","started_at","private") ON DELETE cascade ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attachments" ADD CONSTRAINT "attachments_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comments" ADD CONSTRAINT "comments_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identities" ADD CONSTRAINT "identities_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team_members" ADD CONSTRAINT "team_members_team_id_teams_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."teams"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team_members" ADD CONSTRAINT "team_members_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "channel_members_person" ON "channel_members" USING btree ("workspace_id","person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "channels_key" ON "channels" USING btree ("workspace_id","key");--> statement-breakpoint
CREATE UNIQUE INDEX "mappings_place" ON "mappings" USING btree ("workspace_id","channel_id","connection_id","chat");--> statement-breakpoint
CREATE INDEX "mappings_chat" ON "mappings" USING btree ("workspace_id","connection_id","chat");--> statement-breakpoint
CREATE UNIQUE INDEX "postings_place" ON "postings" USING btree ("workspace_id","incident_id","connection_id","chat","thread");--> statement-breakpoint
CREATE INDEX "postings_message" ON "postings" USING btree ("workspace_id","connection_id","chat","message");--> statement-breakpoint
CREATE INDEX "postings_thread" ON "postings" USING btree ("workspace_id","connection_id","chat","thread");--> statement-breakpoint
CREATE INDEX "sent_message" ON "sent" USING btree ("connection_id","chat","message");--> statement-breakpoint
CREATE INDEX "sent_incident" ON "sent" USING btree ("workspace_id","incident_id");--> statement-breakpoint
CREATE UNIQUE INDEX "receipts_key" ON "receipts" USING btree ("connection_id","key");--> statement-breakpoint
CREATE INDEX "receipts_open" ON "receipts" USING btree ("state","created_at");--> statement-breakpoint
CREATE INDEX "receipts_created" ON "receipts" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "tokens_created" ON "tokens" USING btree ("workspace_id","created_at");--> statement-breakpoint
CREATE INDEX "assignees_page" ON "assignees" USING btree ("workspace_id","assignee","started_at","incident_id","private");--> statement-breakpoint
CREATE INDEX "incident_channels_page" ON "incident_channels" USING btree ("workspace_id","channel_id","started_at","incident_id","private");--> statement-breakpoint
CREATE UNIQUE INDEX "incidents_number" ON "incidents" USING btree ("workspace_id","number");--> statement-breakpoint
CREATE INDEX "incidents_page" ON "incidents" USING btree ("workspace_id","started_at","id","private");--> statement-breakpoint
CREATE INDEX "incidents_status" ON "incidents" USING btree ("workspace_id","status","started_at","id","private");--> statement-breakpoint
CREATE INDEX "incidents_severity" ON "incidents" USING btree ("workspace_id","severity_id","started_at","id","private");--> statement-breakpoint
CREATE INDEX "incidents_creator" ON "incidents" USING btree ("workspace_id","created_by","started_at","id","private");--> statement-breakpoint
CREATE INDEX "incidents_updater" ON "incidents" USING btree ("workspace_id","updated_by","started_at","id","private");--> statement-breakpoint
CREATE INDEX "incidents_source" ON "incidents" USING btree ("workspace_id",lower("source_name"),"started_at","id","private","source_name");--> statement-breakpoint
CREATE INDEX "incidents_created" ON "incidents" USING btree ("workspace_id","created_at","id","private");--> statement-breakpoint
CREATE INDEX "incidents_updated" ON "incidents" USING btree ("workspace_id","updated_at","id","private");--> statement-breakpoint
CREATE INDEX "incidents_unassigned" ON "incidents" USING btree ("workspace_id","started_at","id","private") WHERE not "incidents"."assigned";--> statement-breakpoint
CREATE INDEX "incidents_ungraded" ON "incidents" USING btree ("workspace_id","started_at","id","private") WHERE "incidents"."severity_id" is null;--> statement-breakpoint
CREATE INDEX "incidents_document" ON "incidents" USING gin ("document");--> statement-breakpoint
CREATE INDEX "participants_person" ON "participants" USING btree ("workspace_id","person_id");--> statement-breakpoint
CREATE INDEX "resources_external" ON "resources" USING btree ("workspace_id","kind","external_id");--> statement-breakpoint
CREATE INDEX "tags_page" ON "tags" USING btree ("workspace_id","tag","started_at","incident_id","private");--> statement-breakpoint
CREATE UNIQUE INDEX "tasks_number" ON "tasks" USING btree ("workspace_id","incident_id","number");--> statement-breakpoint
CREATE INDEX "tasks_assignee" ON "tasks" USING btree ("workspace_id","assignee","done_at");--> statement-breakpoint
CREATE INDEX "vocabulary_trigrams" ON "vocabulary" USING gin ("word" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "attachments_incident" ON "attachments" USING btree ("workspace_id","incident_id","created_at");--> statement-breakpoint
CREATE INDEX "attachments_comment" ON "attachments" USING btree ("workspace_id","comment_id");--> statement-breakpoint
CREATE INDEX "comment_messages_comment" ON "comment_messages" USING btree ("workspace_id","comment_id");--> statement-breakpoint
CREATE INDEX "comments_page" ON "comments" USING btree ("workspace_id","incident_id","created_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "comments_number" ON "comments" USING btree ("workspace_id","incident_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "entries_seq" ON "entries" USING btree ("workspace_id","subject_kind","subject_id","seq");--> statement-breakpoint
CREATE INDEX "entries_incident" ON "entries" USING btree ("workspace_id","incident_id","seq");--> statement-breakpoint
CREATE INDEX "entries_at" ON "entries" USING btree ("workspace_id","at" DESC NULLS LAST);--> statement-breakpoint
CREATE UNIQUE INDEX "connections_external" ON "connections" USING btree ("platform","external_id");--> statement-breakpoint
CREATE INDEX "connections_workspace" ON "connections" USING btree ("workspace_id","platform");--> statement-breakpoint
CREATE INDEX "identities_person" ON "identities" USING btree ("workspace_id","person_id");--> statement-breakpoint
CREATE INDEX "identities_handle" ON "identities" USING btree ("workspace_id","handle");--> statement-breakpoint
CREATE INDEX "identities_account" ON "identities" USING btree ("platform","realm","external_id");--> statement-breakpoint
CREATE INDEX "people_name" ON "people" USING btree ("workspace_id","name");--> statement-breakpoint
CREATE UNIQUE INDEX "people_email" ON "people" USING btree ("workspace_id","email");--> statement-breakpoint
CREATE UNIQUE INDEX "severities_key" ON "severities" USING btree ("workspace_id","key");--> statement-breakpoint
CREATE INDEX "team_members_person" ON "team_members" USING btree ("workspace_id","person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "teams_key" ON "teams" USING btree ("workspace_id","key");