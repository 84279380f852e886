CREATE TABLE "channel_escalations" (
	"workspace_id" uuid NOT NULL,
	"channel_id" uuid NOT NULL,
	"escalation_id" uuid NOT NULL,
	CONSTRAINT "channel_escalations_workspace_id_channel_id_pk" PRIMARY KEY("workspace_id","channel_id")
);
--> statement-breakpoint
CREATE TABLE "deliveries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"key" text NOT NULL,
	"about" text NOT NULL,
	"incident_id" uuid,
	"entry_id" uuid,
	"run_id" uuid,
	"page_id" uuid,
	"epoch" integer,
	"member" text NOT NULL,
	"person_id" uuid,
	"contact" text,
	"rung" integer DEFAULT 0 NOT NULL,
	"is_page" boolean NOT NULL,
	"is_first" boolean DEFAULT false NOT NULL,
	"causes" jsonb NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"next_at" timestamp with time zone NOT NULL,
	"tried_at" timestamp with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"why" text,
	"sent_at" timestamp with time zone,
	"message" jsonb,
	"maybe_twice" boolean DEFAULT false NOT NULL,
	"bundled_into" uuid,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "escalations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"key" text NOT NULL,
	"name" text NOT NULL,
	"plan" jsonb NOT NULL,
	"least_rank" integer,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_by" text NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "pages" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"incident_id" uuid NOT NULL,
	"run_id" uuid NOT NULL,
	"step" integer NOT NULL,
	"cycle" integer NOT NULL,
	"person_id" uuid NOT NULL,
	"state" text DEFAULT 'ringing' NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "policies" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"key" text NOT NULL,
	"name" text NOT NULL,
	"types" text[] NOT NULL,
	"rules" jsonb NOT NULL,
	"hold" boolean DEFAULT false NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_by" text NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "policy_channels" (
	"workspace_id" uuid NOT NULL,
	"policy_id" uuid NOT NULL,
	"channel_id" uuid NOT NULL,
	CONSTRAINT "policy_channels_workspace_id_policy_id_channel_id_pk" PRIMARY KEY("workspace_id","policy_id","channel_id")
);
--> statement-breakpoint
CREATE TABLE "policy_schedules" (
	"workspace_id" uuid NOT NULL,
	"policy_id" uuid NOT NULL,
	"schedule_id" uuid NOT NULL,
	CONSTRAINT "policy_schedules_workspace_id_policy_id_schedule_id_pk" PRIMARY KEY("workspace_id","policy_id","schedule_id")
);
--> statement-breakpoint
CREATE TABLE "runs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"incident_id" uuid NOT NULL,
	"rule" text NOT NULL,
	"source" text NOT NULL,
	"spell" text NOT NULL,
	"epoch" integer DEFAULT 0 NOT NULL,
	"step" integer DEFAULT 0 NOT NULL,
	"cycle" integer DEFAULT 0 NOT NULL,
	"due_at" timestamp with time zone,
	"state" text DEFAULT 'waiting' NOT NULL,
	"need" integer DEFAULT 1 NOT NULL,
	"acks" integer DEFAULT 0 NOT NULL,
	"called" boolean DEFAULT false NOT NULL,
	"plan" jsonb NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "snoozes" (
	"workspace_id" uuid NOT NULL,
	"incident_id" uuid NOT NULL,
	"until" timestamp with time zone,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "snoozes_workspace_id_incident_id_pk" PRIMARY KEY("workspace_id","incident_id")
);
--> statement-breakpoint
ALTER TABLE "workspaces" ADD COLUMN "nags" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "channel_escalations" ADD CONSTRAINT "channel_escalations_channel_id_channels_id_fk" FOREIGN KEY ("channel_id") REFERENCES "public"."channels"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "channel_escalations" ADD CONSTRAINT "channel_escalations_escalation_id_escalations_id_fk" FOREIGN KEY ("escalation_id") REFERENCES "public"."escalations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pages" ADD CONSTRAINT "pages_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pages" ADD CONSTRAINT "pages_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policy_channels" ADD CONSTRAINT "policy_channels_policy_id_policies_id_fk" FOREIGN KEY ("policy_id") REFERENCES "public"."policies"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policy_channels" ADD CONSTRAINT "policy_channels_channel_id_channels_id_fk" FOREIGN KEY ("channel_id") REFERENCES "public"."channels"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "policy_schedules" ADD CONSTRAINT "policy_schedules_policy_id_policies_id_fk" FOREIGN KEY ("policy_id") REFERENCES "public"."policies"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "runs" ADD CONSTRAINT "runs_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "snoozes" ADD CONSTRAINT "snoozes_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "channel_escalations_escalation" ON "channel_escalations" USING btree ("workspace_id","escalation_id");--> statement-breakpoint
CREATE UNIQUE INDEX "deliveries_key" ON "deliveries" USING btree ("workspace_id","key");--> statement-breakpoint
CREATE INDEX "deliveries_at" ON "deliveries" USING btree ("workspace_id","created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "deliveries_incident" ON "deliveries" USING btree ("workspace_id","incident_id","created_at");--> statement-breakpoint
CREATE INDEX "deliveries_person" ON "deliveries" USING btree ("workspace_id","person_id","sent_at");--> statement-breakpoint
CREATE INDEX "deliveries_page" ON "deliveries" USING btree ("workspace_id","page_id");--> statement-breakpoint
CREATE INDEX "deliveries_bundle" ON "deliveries" USING btree ("workspace_id","bundled_into") WHERE "deliveries"."state" = 'bundled';--> statement-breakpoint
CREATE INDEX "deliveries_due" ON "deliveries" USING btree ("next_at") WHERE "deliveries"."state" = 'waiting';--> statement-breakpoint
CREATE UNIQUE INDEX "escalations_key" ON "escalations" USING btree ("workspace_id","key");--> statement-breakpoint
CREATE UNIQUE INDEX "pages_call" ON "pages" USING btree ("workspace_id","run_id","cycle","step","person_id");--> statement-breakpoint
CREATE INDEX "pages_person" ON "pages" USING btree ("workspace_id","person_id","at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "pages_incident" ON "pages" USING btree ("workspace_id","incident_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "policies_key" ON "policies" USING btree ("workspace_id","key");--> statement-breakpoint
CREATE INDEX "policy_channels_channel" ON "policy_channels" USING btree ("workspace_id","channel_id");--> statement-breakpoint
CREATE INDEX "policy_schedules_schedule" ON "policy_schedules" USING btree ("workspace_id","schedule_id");--> statement-breakpoint
CREATE UNIQUE INDEX "runs_spell" ON "runs" USING btree ("workspace_id","incident_id","rule","source","spell");--> statement-breakpoint
CREATE INDEX "runs_due" ON "runs" USING btree ("due_at") WHERE "runs"."state" = 'waiting';