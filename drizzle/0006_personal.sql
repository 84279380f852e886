CREATE TABLE "channel_targets" (
	"workspace_id" uuid NOT NULL,
	"channel_id" uuid NOT NULL,
	"member" text NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "channel_targets_workspace_id_channel_id_member_pk" PRIMARY KEY("workspace_id","channel_id","member")
);
--> statement-breakpoint
CREATE TABLE "contact_tests" (
	"workspace_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"contact" text NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"settled_at" timestamp with time zone,
	"failure" text,
	CONSTRAINT "contact_tests_workspace_id_person_id_contact_pk" PRIMARY KEY("workspace_id","person_id","contact")
);
--> statement-breakpoint
CREATE TABLE "person_settings" (
	"workspace_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"rules" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"quiet" jsonb,
	"summary_at" integer,
	"summary_muted" boolean DEFAULT false NOT NULL,
	"per_minute" integer,
	CONSTRAINT "person_settings_workspace_id_person_id_pk" PRIMARY KEY("workspace_id","person_id")
);
--> statement-breakpoint
ALTER TABLE "channels" ADD COLUMN "upgrade" jsonb;--> statement-breakpoint
ALTER TABLE "channel_targets" ADD CONSTRAINT "channel_targets_channel_id_channels_id_fk" FOREIGN KEY ("channel_id") REFERENCES "public"."channels"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_tests" ADD CONSTRAINT "contact_tests_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person_settings" ADD CONSTRAINT "person_settings_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "channel_targets_member" ON "channel_targets" USING btree ("workspace_id","member");