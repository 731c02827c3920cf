// A consumer that must compile, and, at each @ts-expect-error, calls that must not.
import createClient from "openapi-fetch";
import type { components, paths } from "./api";

const api = createClient<paths>({ baseUrl: "http://127.0.0.1:5080" });
const id = "0199a7d1-c2b3-7f4e-8a5b-6c7d8e9f0a1b";

export async function schedule(schoolId: string, practitionerId: string, pupilId: string): Promise<string> {
  const { data, error, response } = await api.POST("/v1/support-sessions", {
    params: { header: { "Idempotency-Key": "k-1" }, query: { validateOnly: true } },
    body: { schoolId, type: "thrive_one_to_one", practitionerId, startsAt: "2026-11-23T10:00:00Z", plannedMinutes: 30, participants: [{ pupilId }] },
  });
  if (error) {
    const fault: string | undefined = error.errors?.[0]?.pointer;
    throw new Error(`${error.code} ${fault ?? ""} ${response.headers.get("X-Request-Id") ?? ""}`);
  }

  return data.id;
}

export async function startAndList(etag: string): Promise<number> {
  await api.POST("/v1/support-sessions/{id}/start", { params: { path: { id }, header: { "If-Match": etag } }, body: {} });
  const { data } = await api.GET("/v1/support-sessions", { params: { query: { status: ["completed"], limit: 50 } } });
  const next: string | null | undefined = data?.page.nextCursor;
  return next === null ? 0 : (data?.data.length ?? 0);
}

export function problem(p: components["schemas"]["Problem"]): boolean {
  return p.code === "not-found";
}

export async function mustNotCompile(): Promise<void> {
  // @ts-expect-error If-Match is missing
  await api.POST("/v1/support-sessions/{id}/start", { params: { path: { id } }, body: {} });

  const body = { schoolId: id, practitionerId: id, startsAt: "2026-11-23T10:00:00Z", plannedMinutes: 30 };
  // @ts-expect-error an unknown code
  await api.POST("/v1/support-sessions", { body: { ...body, type: "seance" } });

  // @ts-expect-error a required member is missing
  await api.POST("/v1/support-sessions", { body: { type: "thrive_one_to_one" } });

  // @ts-expect-error an unknown member
  await api.POST("/v1/support-sessions", { body: { ...body, type: "thrive_one_to_one", trustId: id } });

  // @ts-expect-error an unknown parameter
  await api.GET("/v1/support-sessions", { params: { query: { pupil: id } } });

  // @ts-expect-error an unknown code in a query
  await api.GET("/v1/support-sessions", { params: { query: { status: ["done"] } } });

  // @ts-expect-error no such path
  await api.GET("/v1/support-session");
}
