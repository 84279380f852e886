ALTER TABLE "connections" ADD COLUMN "address" text;--> statement-breakpoint
ALTER TABLE "connections" ADD COLUMN "token" text;--> statement-breakpoint
ALTER TABLE "connections" ADD COLUMN "gone_at" timestamp with time zone;