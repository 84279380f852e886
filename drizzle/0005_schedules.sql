CREATE TABLE "oncall_acts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"actor" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"undone_by" uuid
);
--> statement-breakpoint
CREATE TABLE "away" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"planned_end" timestamp with time zone NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"calendar_id" uuid,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "calendars" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"purpose" text NOT NULL,
	"name" text NOT NULL,
	"url" text,
	"person_id" uuid,
	"etag" text,
	"last_modified" text,
	"read_at" timestamp with time zone,
	"failed_at" timestamp with time zone,
	"failure" text,
	"content" jsonb NOT NULL,
	"removed" boolean DEFAULT false NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "schedule_overrides" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"schedule_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"person" text,
	"by" text,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"planned_end" timestamp with time zone NOT NULL,
	"rank" integer NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"act" uuid NOT NULL,
	"ended_by" uuid,
	"swap" uuid,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "schedule_versions" (
	"workspace_id" uuid NOT NULL,
	"schedule_id" uuid NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"definition" jsonb NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "schedule_versions_workspace_id_schedule_id_starts_at_pk" PRIMARY KEY("workspace_id","schedule_id","starts_at")
);
--> statement-breakpoint
CREATE TABLE "schedules" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"key" text NOT NULL,
	"name" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"settings" jsonb NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_by" text NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "swaps" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"schedule_id" uuid NOT NULL,
	"one_person" text NOT NULL,
	"one_start" timestamp with time zone NOT NULL,
	"one_end" timestamp with time zone NOT NULL,
	"other_person" text NOT NULL,
	"other_start" timestamp with time zone NOT NULL,
	"other_end" timestamp with time zone NOT NULL,
	"state" text NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"answered_by" text,
	"answered_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "schedule_overrides" ADD CONSTRAINT "schedule_overrides_schedule_id_schedules_id_fk" FOREIGN KEY ("schedule_id") REFERENCES "public"."schedules"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "schedule_versions" ADD CONSTRAINT "schedule_versions_schedule_id_schedules_id_fk" FOREIGN KEY ("schedule_id") REFERENCES "public"."schedules"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "swaps" ADD CONSTRAINT "swaps_schedule_id_schedules_id_fk" FOREIGN KEY ("schedule_id") REFERENCES "public"."schedules"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "oncall_acts_actor" ON "oncall_acts" USING btree ("workspace_id","actor","at");--> statement-breakpoint
CREATE INDEX "away_ends" ON "away" USING btree ("workspace_id","ends_at");--> statement-breakpoint
CREATE INDEX "away_person" ON "away" USING btree ("workspace_id","person_id","ends_at");--> statement-breakpoint
CREATE INDEX "away_calendar" ON "away" USING btree ("workspace_id","calendar_id");--> statement-breakpoint
CREATE INDEX "calendars_name" ON "calendars" USING btree ("workspace_id","name");--> statement-breakpoint
CREATE INDEX "calendars_read" ON "calendars" USING btree ("workspace_id","read_at");--> statement-breakpoint
CREATE INDEX "calendars_person" ON "calendars" USING btree ("workspace_id","person_id");--> statement-breakpoint
CREATE INDEX "schedule_overrides_ends" ON "schedule_overrides" USING btree ("workspace_id","schedule_id","ends_at");--> statement-breakpoint
CREATE INDEX "schedule_overrides_act" ON "schedule_overrides" USING btree ("workspace_id","act");--> statement-breakpoint
CREATE INDEX "schedule_overrides_ended" ON "schedule_overrides" USING btree ("workspace_id","ended_by");--> statement-breakpoint
CREATE UNIQUE INDEX "schedules_key" ON "schedules" USING btree ("workspace_id","key");--> statement-breakpoint
CREATE INDEX "swaps_schedule" ON "swaps" USING btree ("workspace_id","schedule_id","state","one_start");