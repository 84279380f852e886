CREATE TABLE "targets" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"key" text NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"sealed" text NOT NULL,
	"shown" text NOT NULL,
	"owner_id" uuid,
	"via_id" uuid,
	"offered" boolean DEFAULT false NOT NULL,
	"merges" boolean DEFAULT false NOT NULL,
	"members" text[] DEFAULT '{}' NOT NULL,
	"managers" text[] DEFAULT '{}' NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"failing_since" timestamp with time zone,
	"failed_at" timestamp with time zone,
	"failure" text,
	"warned_at" timestamp with time zone,
	"disabled_at" timestamp with time zone,
	"disabled_why" text,
	CONSTRAINT "targets_key" UNIQUE NULLS NOT DISTINCT("workspace_id","owner_id","key")
);
--> statement-breakpoint
ALTER TABLE "targets" ADD CONSTRAINT "targets_owner_id_people_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "targets" ADD CONSTRAINT "targets_via_id_targets_id_fk" FOREIGN KEY ("via_id") REFERENCES "public"."targets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "targets_via" ON "targets" USING btree ("workspace_id","via_id");