using FluentValidation;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.MedicineErrors.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicationAdministrations;
using PupilSupport.Domain.MedicationOrders;
using PupilSupport.Domain.MedicineErrors;
using PupilSupport.Domain.MedicineStocks;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.MedicineErrors.Queries;

/// <summary>The reports that the caller reaches. Sorts: <c>occurredAt</c>, <c>updatedAt</c>; the latest first when absent.</summary>
[Requires(Permissions.MedicineErrorsRead), Audited("medicine_error.list")]
public sealed record ListMedicineErrorsQuery : PagedQuery, IQuery<Page<MedicineErrorDto>>
{
    public Guid? SchoolId { get; init; }

    /// <summary>Reports that concern this pupil.</summary>
    public Guid? PupilId { get; init; }

    /// <summary>Reports of this order.</summary>
    public Guid? OrderId { get; init; }

    /// <summary>Reports of this dose.</summary>
    public Guid? AdministrationId { get; init; }

    /// <summary>Reports of this stock.</summary>
    public Guid? StockId { get; init; }

    /// <summary>One or more; give the parameter again for each.</summary>
    [Items(3)]
    public IReadOnlyList<MedicineErrorStatus> Status { get; init; } = [];

    /// <summary>One or more; give the parameter again for each.</summary>
    [Items(13)]
    public IReadOnlyList<MedicineErrorKind> Kind { get; init; } = [];

    /// <summary>One or more; give the parameter again for each.</summary>
    [Items(6)]
    public IReadOnlyList<HarmLevel> Harm { get; init; } = [];

    /// <summary>Only near misses, or only what reached somebody.</summary>
    public bool? IsNearMiss { get; init; }

    /// <summary>The first day, Europe/London.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The last day, included.</summary>
    public DateOnly? To { get; init; }
}

internal sealed class ListMedicineErrorsValidator : AbstractValidator<ListMedicineErrorsQuery>
{
    public ListMedicineErrorsValidator() =>
        RuleFor(q => q.To).Must((q, to) => to >= q.From).When(q => q is { From: not null, To: not null })
            .WithErrorCode("before-from").WithMessage("must not lie before from");
}

internal sealed class ListMedicineErrorsHandler(MedicineErrorAccess access, MedicineErrorAnswers answers, IPager pager)
    : IQueryHandler<ListMedicineErrorsQuery, Page<MedicineErrorDto>>
{
    private static readonly Keyset<MedicineError, MedicineErrorDto>[] Sorts =
    [
        Keyset.By<MedicineError, MedicineErrorDto, DateTimeOffset, MedicineErrorId>(
            "occurredAt", e => e.OccurredAt, d => d.OccurredAt, e => e.Id, d => d.Id, descending: true),
        Keyset.By<MedicineError, MedicineErrorDto, DateTimeOffset, MedicineErrorId>("updatedAt", e => e.UpdatedAt, d => d.UpdatedAt, e => e.Id, d => d.Id),
    ];

    public async Task<Result<Page<MedicineErrorDto>>> Handle(ListMedicineErrorsQuery request, CancellationToken cancellationToken)
    {
        var errors = OfWhat(OfWhich(access.Reachable(), request), request).Within(request.SchoolId, request.From, request.To);
        var page = await pager.PageAsync(errors, request, Sorts, cancellationToken);
        return page.IsSuccess ? page.Value with { Data = [.. page.Value.Data.Select(answers.OfRead)] } : page.Error;
    }

    private static IQueryable<MedicineError> OfWhich(IQueryable<MedicineError> errors, ListMedicineErrorsQuery request)
    {
        if (request.PupilId is { } pupil)
        {
            var id = new PupilId(pupil);
            errors = errors.Where(e => e.PupilId == id);
        }

        if (request.OrderId is { } order)
        {
            var id = new MedicationOrderId(order);
            errors = errors.Where(e => e.OrderId == id);
        }

        if (request.AdministrationId is { } dose)
        {
            var id = new MedicationAdministrationId(dose);
            errors = errors.Where(e => e.AdministrationId == id);
        }

        if (request.StockId is { } stock)
        {
            var id = new MedicineStockId(stock);
            errors = errors.Where(e => e.StockId == id);
        }

        return errors;
    }

    private static IQueryable<MedicineError> OfWhat(IQueryable<MedicineError> errors, ListMedicineErrorsQuery request)
    {
        if (request.Status is { Count: > 0 } status)
        {
            var wanted = status.ToArray();
            errors = errors.Where(e => wanted.Contains(e.Status));
        }

        if (request.Kind is { Count: > 0 } kind)
        {
            var wanted = kind.ToArray();
            errors = errors.Where(e => wanted.Contains(e.Kind));
        }

        if (request.Harm is { Count: > 0 } harm)
        {
            var wanted = harm.ToArray();
            errors = errors.Where(e => wanted.Contains(e.Harm));
        }

        return request.IsNearMiss is { } near ? errors.Where(e => e.IsNearMiss == near) : errors;
    }
}

/// <summary>Filters that the list and the report share.</summary>
internal static class MedicineErrorFilters
{
    /// <summary>Of a school, and within days of Europe/London, both included.</summary>
    public static IQueryable<MedicineError> Within(this IQueryable<MedicineError> errors, Guid? school, DateOnly? first, DateOnly? last)
    {
        if (school is { } given)
        {
            var id = new SchoolId(given);
            errors = errors.Where(e => e.SchoolId == id);
        }

        if (first is { } from)
        {
            var start = LondonTime.StartOf(from);
            errors = errors.Where(e => e.OccurredAt >= start);
        }

        if (last is { } to)
        {
            var end = LondonTime.StartOf(to.AddDays(1));
            errors = errors.Where(e => e.OccurredAt < end);
        }

        return errors;
    }
}
