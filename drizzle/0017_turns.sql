-- What waited comes again by itself: only how long is forgotten.
DELETE FROM "chat_waits";--> statement-breakpoint
ALTER TABLE "chat_waits" ADD COLUMN "pages_until" timestamp with time zone NOT NULL;--> statement-breakpoint
ALTER TABLE "chat_waits" ADD COLUMN "others_until" timestamp with time zone NOT NULL;--> statement-breakpoint
ALTER TABLE "chat_waits" ADD COLUMN "turn" timestamp with time zone NOT NULL;