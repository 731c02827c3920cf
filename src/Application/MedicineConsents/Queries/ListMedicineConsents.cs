using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.MedicineConsents.Dtos;
using PupilSupport.Application.Medicines;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicineConsents;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.MedicineConsents.Queries;

/// <summary>The consents that the caller reaches. Sorts: <c>recordedAt</c>, <c>updatedAt</c>; the latest recorded first when absent.</summary>
[Requires(Permissions.MedicineConsentsRead), Audited("medicine_consent.list")]
public sealed record ListMedicineConsentsQuery : PagedQuery, IQuery<Page<MedicineConsentDto>>
{
    public Guid? PupilId { get; init; }

    public Guid? SchoolId { get; init; }

    /// <summary>One or more; give the parameter again for each.</summary>
    [Items(4)]
    public IReadOnlyList<MedicineConsentStatus> Status { get; init; } = [];

    /// <summary>Only those whose last day is this one or an earlier one.</summary>
    public DateOnly? ExpiresBy { get; init; }
}

internal sealed class ListMedicineConsentsHandler(MedicineAccess access, MedicineConsentAnswers answers, IPager pager)
    : IQueryHandler<ListMedicineConsentsQuery, Page<MedicineConsentDto>>
{
    private static readonly Keyset<MedicineConsent, MedicineConsentDto>[] Sorts =
    [
        Keyset.By<MedicineConsent, MedicineConsentDto, DateTimeOffset, MedicineConsentId>(
            "recordedAt", c => c.RecordedAt, d => d.RecordedAt, c => c.Id, d => d.Id, descending: true),
        Keyset.By<MedicineConsent, MedicineConsentDto, DateTimeOffset, MedicineConsentId>(
            "updatedAt", c => c.UpdatedAt, d => d.UpdatedAt, c => c.Id, d => d.Id),
    ];

    public async Task<Result<Page<MedicineConsentDto>>> Handle(ListMedicineConsentsQuery request, CancellationToken cancellationToken)
    {
        var page = await pager.PageAsync(Filter(access.Consents(Permissions.MedicineConsentsRead), request), request, Sorts, cancellationToken);
        return page.IsSuccess ? page.Value with { Data = await answers.OfReadAsync(page.Value.Data, cancellationToken) } : page;
    }

    private static IQueryable<MedicineConsent> Filter(IQueryable<MedicineConsent> consents, ListMedicineConsentsQuery request)
    {
        if (request.PupilId is { } pupil)
        {
            var id = new PupilId(pupil);
            consents = consents.Where(c => c.PupilId == id);
        }

        if (request.SchoolId is { } school)
        {
            var id = new SchoolId(school);
            consents = consents.Where(c => c.SchoolId == id);
        }

        if (request.Status is { Count: > 0 } status)
        {
            var wanted = status.ToArray();
            consents = consents.Where(c => wanted.Contains(c.Status));
        }

        return request.ExpiresBy is { } last ? consents.Where(c => c.ExpiresOn <= last) : consents;
    }
}
