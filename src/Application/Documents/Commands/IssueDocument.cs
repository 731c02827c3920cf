using System.Diagnostics.CodeAnalysis;
using FluentValidation;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Documents.Dtos;
using PupilSupport.Application.SupportSessions.Queries;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Documents;
using PupilSupport.Domain.Pupils;

namespace PupilSupport.Application.Documents.Commands;

/// <summary>Makes a document of what the caller may read, enters it in the ledger and keeps its bytes for an hour.</summary>
[Requires(Permissions.DocumentsWrite), Audited("document.issue")]
public sealed record IssueDocumentCommand : DocumentRequest, ICommand<DocumentDto>
{
    [SetsRequiredMembers]
    public IssueDocumentCommand(DocumentRequest request) : base(request) { }
}

internal sealed class IssueDocumentValidator : AbstractValidator<IssueDocumentCommand>
{
    public IssueDocumentValidator()
    {
        RuleFor(c => c.To).Must((c, to) => to >= c.From).When(c => c is { From: not null, To: not null })
            .WithErrorCode("before-from").WithMessage("must not lie before from");
        RuleFor(c => c.To).Must((c, to) => to!.Value.DayNumber - c.From!.Value.DayNumber < ListSupportSessionsQuery.MaxDays)
            .When(c => c is { From: not null, To: not null, PupilId: null })
            .WithErrorCode("too-many-days").WithMessage($"must lie within {ListSupportSessionsQuery.MaxDays} days of from");
    }
}

internal sealed class IssueDocumentHandler(
    IEnumerable<IDocumentTemplate> templates, IEnumerable<IDocumentWriter> writers, IDocumentDigest digest, IDocumentFiles files,
    DocumentNames names, IAppDbContext db, ICaller caller, IAnswers answers, TimeProvider clock)
    : ICommandHandler<IssueDocumentCommand, DocumentDto>
{
    public async Task<Result<DocumentDto>> Handle(IssueDocumentCommand request, CancellationToken cancellationToken)
    {
        var template = templates.Single(t => t.Kind == request.Kind);
        if (Misfits(request, template.Takes) is { Count: > 0 } faults)
        {
            return CommonErrors.ValidationFailed with { Faults = [.. faults] };
        }

        if (!caller.Has(template.Permission))
        {
            return CommonErrors.InsufficientScope;
        }

        var draft = await template.DraftAsync(request, cancellationToken);
        return draft.IsSuccess ? await IssueAsync(request, draft.Value, cancellationToken) : draft.Error;
    }

    private async Task<DocumentDto> IssueAsync(IssueDocumentCommand request, DocumentDraft draft, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var id = new DocumentId(Guid.CreateVersion7(now));
        var hash = await digest.OfAsync(draft.Content, ct);
        var stamp = new DocumentStamp(Document.NewNumber(), request.Kind, hash, draft.RecordVersion, now, await names.OfCallerAsync(ct));
        var writer = writers.Single(w => w.Format == request.Format);
        var bytes = await files.StoreAsync(id, to => writer.WriteAsync(draft.Content, stamp, to, ct), ct);
        var document = Document.Issue(
            caller.TrustId, id, stamp.Number, draft.SourceOf(request.Kind), new DocumentFile(request.Format, hash, bytes.Sha256, bytes.Count),
            new DocumentIssuer(caller.ClientId, caller.Subject, caller.StaffId), now);
        db.Set<Document>().Add(document);
        db.Set<DocumentPupil>().AddRange(draft.Pupils.Distinct().Select(p => new DocumentPupil(caller.TrustId, id, new PupilId(p))));
        return answers.Map<DocumentDto>(document);
    }

    /// <summary>A kind's members that are missing, and members that it does not take.</summary>
    private static List<Fault> Misfits(IssueDocumentCommand request, DocumentMembers takes)
    {
        var members = request.Members;
        var missing = members.Where(m => !m.IsGiven && takes.Required.Contains(m.Name)).Select(m => new Fault("/" + m.Name, "required", "is required for this kind"));
        var surplus = members.Where(m => m.IsGiven && !takes.Required.Contains(m.Name) && !takes.Optional.Contains(m.Name))
            .Select(m => new Fault("/" + m.Name, "not-applicable", "does not apply to this kind"));
        return [.. missing, .. surplus];
    }
}
