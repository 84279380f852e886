CREATE TABLE "due_pings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"key" text NOT NULL,
	"kind" text NOT NULL,
	"schedule_id" uuid,
	"ping_id" uuid,
	"at" timestamp with time zone NOT NULL,
	"start" timestamp with time zone,
	"member" text,
	"by" text,
	"state" text DEFAULT 'waiting' NOT NULL,
	"told" text[] DEFAULT '{}'::text[] NOT NULL,
	"settled_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "pings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"message" text NOT NULL,
	"rule" jsonb NOT NULL,
	"schedule_id" uuid,
	"place" jsonb,
	"skip_holidays" boolean DEFAULT false NOT NULL,
	"paused_at" timestamp with time zone,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "due_pings" ADD CONSTRAINT "due_pings_schedule_id_schedules_id_fk" FOREIGN KEY ("schedule_id") REFERENCES "public"."schedules"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "due_pings" ADD CONSTRAINT "due_pings_ping_id_pings_id_fk" FOREIGN KEY ("ping_id") REFERENCES "public"."pings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pings" ADD CONSTRAINT "pings_schedule_id_schedules_id_fk" FOREIGN KEY ("schedule_id") REFERENCES "public"."schedules"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "due_pings_key" ON "due_pings" USING btree ("workspace_id","key");--> statement-breakpoint
CREATE INDEX "due_pings_schedule" ON "due_pings" USING btree ("workspace_id","schedule_id");--> statement-breakpoint
CREATE INDEX "due_pings_ping" ON "due_pings" USING btree ("workspace_id","ping_id");--> statement-breakpoint
CREATE INDEX "due_pings_due" ON "due_pings" USING btree ("at") WHERE "due_pings"."state" = 'waiting';--> statement-breakpoint
CREATE INDEX "due_pings_settled" ON "due_pings" USING btree ("settled_at") WHERE "due_pings"."state" <> 'waiting';--> statement-breakpoint
CREATE INDEX "pings_created" ON "pings" USING btree ("workspace_id","created_at");--> statement-breakpoint
CREATE INDEX "pings_schedule" ON "pings" USING btree ("workspace_id","schedule_id");