using FluentValidation;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.MedicationAdministrations.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicationAdministrations;
using PupilSupport.Domain.MedicationOrders;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.MedicationAdministrations.Queries;

[Requires(Permissions.MedicationAdministrationsRead), Audited("medication_administration.list")]
public sealed record ListMedicationAdministrationsQuery : PagedQuery, IQuery<Page<MedicationAdministrationDto>>
{
    public const int MaxDays = 400;

    public Guid? PupilId { get; init; }
    public Guid? OrderId { get; init; }
    public Guid? SchoolId { get; init; }

    /// <summary>The first day, Europe/London.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The last day, included; without <c>pupilId</c> and <c>orderId</c> at most 400 days in all.</summary>
    public DateOnly? To { get; init; }

    /// <summary>One or more; give the parameter again for each.</summary>
    [Items(8)]
    public IReadOnlyList<AdministrationOutcome> Outcome { get; init; } = [];

    /// <summary>Both when absent.</summary>
    public AdministrationStatus? Status { get; init; }

    /// <summary>Only those that still wait for their witness, or only those that do not.</summary>
    public bool? Unwitnessed { get; init; }

    /// <summary>Only those that were given against the guard, or only those that were not.</summary>
    public bool? Marked { get; init; }
}

internal sealed class ListMedicationAdministrationsValidator : AbstractValidator<ListMedicationAdministrationsQuery>
{
    public ListMedicationAdministrationsValidator()
    {
        RuleFor(q => q.To).Must((q, to) => to >= q.From).When(q => q is { From: not null, To: not null })
            .WithErrorCode("before-from").WithMessage("must not lie before from");
        RuleFor(q => q.To).Must((q, to) => to!.Value.DayNumber - q.From!.Value.DayNumber < ListMedicationAdministrationsQuery.MaxDays)
            .When(q => q is { From: not null, To: not null, PupilId: null, OrderId: null })
            .WithErrorCode("too-many-days").WithMessage($"must lie within {ListMedicationAdministrationsQuery.MaxDays} days of from, unless pupilId or orderId is given");
    }
}

internal sealed class ListMedicationAdministrationsHandler(MedicationAdministrationAccess access, MedicationAdministrationAnswers answers, IPager pager)
    : IQueryHandler<ListMedicationAdministrationsQuery, Page<MedicationAdministrationDto>>
{
    private static readonly Keyset<MedicationAdministration, MedicationAdministrationDto>[] Sorts =
    [
        Keyset.By<MedicationAdministration, MedicationAdministrationDto, DateTimeOffset, MedicationAdministrationId>(
            "givenAt", a => a.GivenAt, d => d.GivenAt, a => a.Id, d => d.Id, descending: true),
        Keyset.By<MedicationAdministration, MedicationAdministrationDto, DateTimeOffset, MedicationAdministrationId>(
            "updatedAt", a => a.UpdatedAt, d => d.UpdatedAt, a => a.Id, d => d.Id),
    ];

    public async Task<Result<Page<MedicationAdministrationDto>>> Handle(ListMedicationAdministrationsQuery request, CancellationToken cancellationToken)
    {
        var page = await pager.PageAsync(Filter(access.Readable(), request).OnDays(d => d.GivenAt, request.From, request.To), request, Sorts, cancellationToken);
        return page.IsSuccess ? page.Value.With([.. page.Value.Data.Select(answers.WithActions)]) : page.Error;
    }

    private static IQueryable<MedicationAdministration> Filter(IQueryable<MedicationAdministration> doses, ListMedicationAdministrationsQuery request)
    {
        PupilId? pupil = request.PupilId is { } p ? new(p) : null;
        MedicationOrderId? order = request.OrderId is { } o ? new(o) : null;
        SchoolId? school = request.SchoolId is { } s ? new(s) : null;
        var (outcomes, status) = (request.Outcome.ToArray(), request.Status);
        doses = pupil is null ? doses : doses.Where(d => d.PupilId == pupil);
        doses = order is null ? doses : doses.Where(d => d.OrderId == order);
        doses = school is null ? doses : doses.Where(d => d.SchoolId == school);
        doses = outcomes.Length == 0 ? doses : doses.Where(d => outcomes.Contains(d.Outcome));
        doses = status is null ? doses : doses.Where(d => d.Status == status);
        doses = request.Marked is not { } marked ? doses : doses.Where(d => (d.AlreadyGivenReason != null) == marked);
        return request.Unwitnessed switch
        {
            null => doses,
            true => doses.Where(d => d.WitnessStatus == WitnessStatus.Requested && d.Status == AdministrationStatus.Recorded),
            false => doses.Where(d => d.WitnessStatus != WitnessStatus.Requested || d.Status != AdministrationStatus.Recorded),
        };
    }
}
