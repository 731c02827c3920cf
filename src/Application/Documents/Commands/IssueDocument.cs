using System.Diagnostics.CodeAnalysis;
using FluentValidation;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Documents.Dtos;
using PupilSupport.Application.SupportSessions.Queries;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Documents;

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
        RuleFor(c => c.Sharing).SetValidator(new DocumentSharingValidator()!);
    }
}

internal sealed class IssueDocumentHandler(IEnumerable<IDocumentTemplate> templates, DocumentIssuing issuing, ICaller caller)
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
        return draft.IsSuccess ? await issuing.IssueAsync(request.Kind, request.Format, draft.Value, request.Sharing, cancellationToken) : draft.Error;
    }

    /// <summary>A kind's members that are missing, and members that it does not take.</summary>
    private static List<Fault> Misfits(IssueDocumentCommand request, DocumentMembers takes)
    {
        var members = request.Members;
        var leaves = DocumentAudiences.Of(request.Kind) != DocumentAudience.School;
        var missing = members.Where(m => !m.IsGiven && takes.Required.Contains(m.Name)).Select(m => new Fault("/" + m.Name, "required", "is required for this kind"));
        var surplus = members.Where(m => m.IsGiven && !takes.Required.Contains(m.Name) && !takes.Optional.Contains(m.Name) && !(leaves && m.Name == "sharing"))
            .Select(m => new Fault("/" + m.Name, "not-applicable", "does not apply to this kind"));
        return [.. missing, .. surplus];
    }
}
