"""Pictures of a run as rows of strokes: shapes, scales, lists, maps. Pure."""
