CREATE TABLE "feed_entries" (
	"workspace_id" uuid NOT NULL,
	"feed_id" uuid NOT NULL,
	"uid" text NOT NULL,
	"schedule_id" uuid NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"people" jsonb NOT NULL,
	"sequence" integer NOT NULL,
	"cancelled" boolean NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "feed_entries_workspace_id_feed_id_uid_pk" PRIMARY KEY("workspace_id","feed_id","uid")
);
--> statement-breakpoint
CREATE TABLE "feeds" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"schedule_id" uuid,
	"digest" text NOT NULL,
	"etag" text,
	"changed_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"read_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "feed_entries" ADD CONSTRAINT "feed_entries_feed_id_feeds_id_fk" FOREIGN KEY ("feed_id") REFERENCES "public"."feeds"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feeds" ADD CONSTRAINT "feeds_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feeds" ADD CONSTRAINT "feeds_schedule_id_schedules_id_fk" FOREIGN KEY ("schedule_id") REFERENCES "public"."schedules"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "feeds_digest" ON "feeds" USING btree ("digest");--> statement-breakpoint
CREATE INDEX "feeds_person" ON "feeds" USING btree ("workspace_id","person_id");--> statement-breakpoint
CREATE INDEX "feeds_schedule" ON "feeds" USING btree ("workspace_id","schedule_id");