CREATE TABLE "chat_waits" (
	"workspace_id" uuid NOT NULL,
	"connection_id" uuid NOT NULL,
	"chat" text NOT NULL,
	"until" timestamp with time zone NOT NULL,
	CONSTRAINT "chat_waits_workspace_id_connection_id_chat_pk" PRIMARY KEY("workspace_id","connection_id","chat")
);
--> statement-breakpoint
CREATE TABLE "linked_events" (
	"workspace_id" uuid NOT NULL,
	"incident_id" uuid NOT NULL,
	"key" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "linked_events_workspace_id_incident_id_key_pk" PRIMARY KEY("workspace_id","incident_id","key")
);
--> statement-breakpoint
ALTER TABLE "snoozes" DROP CONSTRAINT "snoozes_workspace_id_incident_id_pk";--> statement-breakpoint
ALTER TABLE "snoozes" ADD COLUMN "what" text DEFAULT 'pages' NOT NULL;--> statement-breakpoint
ALTER TABLE "snoozes" ADD CONSTRAINT "snoozes_workspace_id_incident_id_what_pk" PRIMARY KEY("workspace_id","incident_id","what");--> statement-breakpoint
ALTER TABLE "channel_targets" ADD COLUMN "merges" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "linked_events" ADD CONSTRAINT "linked_events_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "linked_events_at" ON "linked_events" USING btree ("workspace_id","incident_id","at");--> statement-breakpoint
CREATE INDEX "incidents_ended" ON "incidents" USING btree ("workspace_id","ended_at") WHERE "incidents"."ended_at" is not null;--> statement-breakpoint
CREATE INDEX "deliveries_contact" ON "deliveries" USING btree ("workspace_id","contact","sent_at") WHERE "deliveries"."person_id" is null;