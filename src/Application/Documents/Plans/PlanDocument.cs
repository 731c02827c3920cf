using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Plans;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Documents;
using PupilSupport.Domain.Plans;

namespace PupilSupport.Application.Documents.Plans;

/// <summary>One version of a plan for the family: what was agreed, by the kept bytes, and who signed it; nothing that stands beside the plan.</summary>
internal sealed class PlanDocument(PlanAccess access, PlanLoading loading, PlanNames people, DocumentNames names, ITrustName trust) : IDocumentTemplate
{
    public DocumentKind Kind => DocumentKind.Plan;

    public DocumentMembers Takes { get; } = new(["recordId"], ["versionNumber"]);

    public string Permission => Permissions.PlansRead;

    public async Task<Result<DocumentDraft>> DraftAsync(DocumentRequest request, CancellationToken ct)
    {
        var id = new PlanId(request.RecordId!.Value);
        var number = request.VersionNumber ?? await access.Readable().Where(p => p.Id == id).Select(p => p.InForceVersion ?? p.VersionNumber).SingleOrDefaultAsync(ct);
        var plan = await loading.ShownAsync(access.Readable(), id, number, ct);
        if (plan is null)
        {
            return CommonErrors.UnknownReference.At("/recordId");
        }

        // Only what nobody changes any more, and nothing that was given up.
        if (plan.Versions.SingleOrDefault(v => v.State is PlanVersionState.Frozen or PlanVersionState.InReview) is not { } version)
        {
            return request.VersionNumber is null ? DocumentErrors.NoVersion : CommonErrors.UnknownReference.At("/versionNumber");
        }

        var text = version.Text()!;
        await people.LearnAsync(text, plan.Signatures, ct);
        var school = await names.SchoolAsync(plan.SchoolId.Value, ct);
        var paper = new PlanPaper(plan, version, text, people);
        var content = new DocumentContent
        {
            Title = paper.Title,
            School = school with { Name = $"{school.Name}, {await trust.OfCallerAsync(ct)}" },
            Label = PlanTypes.Of(plan.Type).Label,
            IsLargePrint = true,
            Blocks = [.. paper.Blocks()],
            Data = paper.Sheet(),
        };
        return new DocumentDraft(content, plan.Id.Value, plan.Version, people.Pupils)
        {
            Leaving = new DocumentLeaving(
                plan.PupilId.Value, $"{PlanWords.Of(plan.Type)}, version {version.Number}", "The pupil’s family", "So that the family has what was agreed.",
                DocumentLeaving.Statutory, [plan.Id.Value]),
        };
    }

    public async Task<DocumentStanding?> StandingAsync(Document document, CancellationToken ct)
    {
        var id = new PlanId(document.RecordId!.Value);
        var version = await access.Readable().Where(p => p.Id == id).Select(p => (int?)p.Version).SingleOrDefaultAsync(ct);
        return version is null ? null : new DocumentStanding(version);
    }
}
