CREATE TABLE "incident_facets" (
	"workspace_id" uuid NOT NULL,
	"facet" text COLLATE "C" NOT NULL,
	"block" integer NOT NULL,
	"bits" bit(8192) NOT NULL,
	"oldest" timestamp with time zone NOT NULL,
	"newest" timestamp with time zone NOT NULL,
	CONSTRAINT "incident_facets_workspace_id_facet_block_pk" PRIMARY KEY("workspace_id","facet","block")
);
--> statement-breakpoint
INSERT INTO "incident_facets" ("workspace_id", "facet", "block", "bits", "oldest", "newest")
SELECT workspace_id, facet, number / 8192, bit_or(set_bit(0::bit(8192), number % 8192, 1)), min(started_at), max(started_at)
FROM (
	SELECT i.workspace_id, i.number, i.started_at, own.facet FROM "incidents" i CROSS JOIN LATERAL (VALUES
		('status:' || i.status), (CASE WHEN i.status IN ('open', 'working', 'pending') THEN 'active' END), ('severity:' || coalesce(i.severity_id::text, '')), ('creator:' || i.created_by),
		('updater:' || i.updated_by), ('source:' || lower(i.source_name)),
		(CASE WHEN NOT i.assigned THEN 'assignee:' END), (CASE WHEN i.private THEN 'private' END)
	) AS own(facet) WHERE own.facet IS NOT NULL
	UNION ALL SELECT i.workspace_id, i.number, i.started_at, part.facet FROM "incidents" i JOIN (
		SELECT incident_id, 'assignee:' || assignee FROM "assignees"
		UNION ALL SELECT incident_id, 'tag:' || tag FROM "tags"
		UNION ALL SELECT incident_id, 'channel:' || channel_id FROM "incident_channels"
	) AS part(incident_id, facet) ON part.incident_id = i.id
) AS had
GROUP BY workspace_id, facet, number / 8192;
