using FluentValidation;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.InformationShares.Dtos;
using PupilSupport.Domain.Agencies;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Documents;
using PupilSupport.Domain.InformationShares;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Referrals;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Application.InformationShares.Queries;

/// <summary>The entries that the caller reaches. Sorts: <c>sharedAt</c>, <c>updatedAt</c>; the latest first when absent.</summary>
[Requires(Permissions.InformationSharesRead), Audited("information_share.list")]
public sealed record ListInformationSharesQuery : PagedQuery, IQuery<Page<InformationShareDto>>
{
    public Guid? PupilId { get; init; }
    public Guid? SchoolId { get; init; }

    /// <summary>What this member of staff decided.</summary>
    public Guid? DecidedById { get; init; }
    public InformationShareDecision? Decision { get; init; }

    /// <summary>What was shared with this agency, or refused to it.</summary>
    public Guid? AgencyId { get; init; }

    /// <summary>What was shared for this referral.</summary>
    public Guid? ReferralId { get; init; }

    /// <summary>The entry of this document.</summary>
    public Guid? DocumentId { get; init; }

    /// <summary>Those whose basis lacks something; <c>false</c> for those that lack nothing.</summary>
    public bool? HasFindings { get; init; }

    /// <summary>The first day, Europe/London.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The last day, included.</summary>
    public DateOnly? To { get; init; }

    /// <summary>Also those that were voided.</summary>
    public bool IncludeVoid { get; init; }
}

internal sealed class ListInformationSharesValidator : AbstractValidator<ListInformationSharesQuery>
{
    public ListInformationSharesValidator() =>
        RuleFor(q => q.To).Must((q, to) => to >= q.From).When(q => q is { From: not null, To: not null })
            .WithErrorCode("before-from").WithMessage("must not lie before from");
}

internal sealed class ListInformationSharesHandler(InformationShareAccess access, InformationShareAnswers answers, IPager pager)
    : IQueryHandler<ListInformationSharesQuery, Page<InformationShareDto>>
{
    private static readonly Keyset<InformationShare, InformationShareDto>[] Sorts =
    [
        Keyset.By<InformationShare, InformationShareDto, DateTimeOffset, InformationShareId>(
            "sharedAt", s => s.SharedAt, d => d.SharedAt, s => s.Id, d => d.Id, descending: true),
        Keyset.By<InformationShare, InformationShareDto, DateTimeOffset, InformationShareId>("updatedAt", s => s.UpdatedAt, d => d.UpdatedAt, s => s.Id, d => d.Id),
    ];

    private static readonly SensitivityLabel[] Special = [.. Enum.GetValues<SensitivityLabel>().Where(l => l >= SensitivityLabel.Health)];
    private static readonly SensitivityLabel[] Offences = [.. Enum.GetValues<SensitivityLabel>().Where(l => l >= SensitivityLabel.Safeguarding)];

    private static readonly Article9Condition?[] Resting =
        [.. Enum.GetValues<Article9Condition>().Where(c => LawfulBasis.Paragraphs(c).Count > 0).Select(c => (Article9Condition?)c)];

    public async Task<Result<Page<InformationShareDto>>> Handle(ListInformationSharesQuery request, CancellationToken cancellationToken)
    {
        var page = await pager.PageAsync(Filter(access.Readable(), request), request, Sorts, cancellationToken);
        return page.IsSuccess ? page.Value with { Data = [.. page.Value.Data.Select(answers.OfRead)] } : page.Error;
    }

    private static IQueryable<InformationShare> Filter(IQueryable<InformationShare> shares, ListInformationSharesQuery request)
    {
        if (request.PupilId is { } pupil)
        {
            var id = new PupilId(pupil);
            shares = shares.Where(s => s.PupilId == id);
        }

        if (request.SchoolId is { } school)
        {
            var id = new SchoolId(school);
            shares = shares.Where(s => s.SchoolId == id);
        }

        if (request.DecidedById is { } staff)
        {
            var id = new StaffId(staff);
            shares = shares.Where(s => s.DecidedById == id);
        }

        if (request.AgencyId is { } agency)
        {
            var id = new AgencyId(agency);
            shares = shares.Where(s => s.AgencyId == id);
        }

        if (request.ReferralId is { } referral)
        {
            var id = new ReferralId(referral);
            shares = shares.Where(s => s.ReferralId == id);
        }

        if (request.DocumentId is { } document)
        {
            var id = new DocumentId(document);
            shares = shares.Where(s => s.DocumentId == id);
        }

        if (request.Decision is { } decision)
        {
            shares = shares.Where(s => s.Decision == decision);
        }

        if (request.HasFindings is { } has)
        {
            // As InformationShare.FindingsOf.
            shares = shares.Where(s => (s.Decision == InformationShareDecision.Shared
                && ((s.Schedule1 == null && Resting.Contains(s.Article9))
                    || (s.Article9 == null && Special.Contains(s.Label) && (s.Schedule1 == null || !Offences.Contains(s.Label))))) == has);
        }

        return (request.IncludeVoid ? shares : shares.Where(s => s.Status == InformationShareStatus.Recorded)).OnDays(s => s.SharedAt, request.From, request.To);
    }
}
