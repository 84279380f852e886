ALTER TABLE "swaps" ALTER COLUMN "other_person" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "swaps" ALTER COLUMN "other_start" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "swaps" ALTER COLUMN "other_end" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "swaps" ADD COLUMN "act" uuid;--> statement-breakpoint
CREATE INDEX "swaps_state" ON "swaps" USING btree ("workspace_id","state","created_at");--> statement-breakpoint
CREATE INDEX "swaps_act" ON "swaps" USING btree ("workspace_id","act");