using System.ComponentModel.DataAnnotations;
using MediatR;
using PupilSupport.Api.Contracts;
using PupilSupport.Api.Http;
using PupilSupport.Api.Http.Replies;
using PupilSupport.Api.Http.Requests;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.MedicineStocks;
using PupilSupport.Application.MedicineStocks.Commands;
using PupilSupport.Application.MedicineStocks.Dtos;
using PupilSupport.Application.MedicineStocks.Queries;

namespace PupilSupport.Api.Endpoints;

internal sealed class MedicineStockEndpoints : IEndpoints
{
    public static void Map(RouteGroupBuilder v1)
    {
        var stocks = v1.MapGroup("/medicine-stocks").WithTags("Medicine stocks");
        stocks.MapPost("", Receive).Sends<ReceiveMedicineStockCommand>();
        stocks.MapGet("", List).Sends<ListMedicineStocksQuery>();
        stocks.MapGet("/{id:guid}", Get).Sends<GetMedicineStockQuery>();
        stocks.MapGet("/{id:guid}/ledger", Ledger).Sends<ListMedicineStockEntriesQuery>();
        stocks.MapPost("/{id:guid}/receive", ReceiveMore).Sends<ReceiveMoreMedicineStockCommand>();
        stocks.MapPost("/{id:guid}/count", Count).Sends<CountMedicineStockCommand>();
        stocks.MapPost("/{id:guid}/waste", Waste).Sends<WasteMedicineStockCommand>();
        stocks.MapPost("/{id:guid}/return", Return).Sends<ReturnMedicineStockCommand>();
        stocks.MapPost("/{id:guid}/dispose", Dispose).Sends<DisposeOfMedicineStockCommand>();
        stocks.MapPost("/{id:guid}/adjust", Adjust).Sends<AdjustMedicineStockCommand>();
        stocks.MapPost("/{id:guid}/confirm", Confirm).Sends<ConfirmMedicineStockEntryCommand>();
        stocks.MapPost("/{id:guid}/reject", Reject).Sends<RejectMedicineStockEntryCommand>();
        stocks.MapPost("/{id:guid}/ledger/{sequence:int}/witness", Witness).Sends<WitnessMedicineStockEntryCommand>();
        stocks.MapPost("/{id:guid}/close", Close).Sends<CloseMedicineStockCommand>();
    }

    /// <summary>Takes in a batch of a medicine.</summary>
    /// <remarks>
    /// A pupil's batch is for an order that has neither ended nor been stopped, also one that is still a draft, and has
    /// its unit. The school's own are spare inhalers and adrenaline, paracetamol and the like. The ledger begins with
    /// what was received. An expired batch is taken in as well, to be returned or disposed of; no dose is given from it.
    /// </remarks>
    private static Task<CreatedReply<MedicineStockDto>> Receive(NewMedicineStock body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new ReceiveMedicineStockCommand(body), ct).Created(s => $"/v1/medicine-stocks/{s.Id}");

    /// <summary>Lists stocks of medicine.</summary>
    /// <remarks>Sorts: recordedAt, expiresOn, updatedAt; -recordedAt when absent.</remarks>
    private static Task<OkReply<Page<MedicineStockDto>>> List(Query<ListMedicineStocksQuery> query, IMediator mediator, CancellationToken ct) =>
        mediator.Send(query.Value, ct).Ok();

    /// <summary>Returns a stock of medicine.</summary>
    /// <remarks><c>allowedActions</c> says what this caller can do to it now.</remarks>
    private static Task<OkReply<MedicineStockDto>> Get(Guid id, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new GetMedicineStockQuery(id), ct).Ok();

    /// <summary>Lists the ledger of a stock.</summary>
    /// <remarks>
    /// Numbers run from 1 without a gap, and every entry says the balance after it. Nothing in it is ever changed: what
    /// was wrong is put right by a further entry. Sort: sequence.
    /// </remarks>
    private static Task<OkReply<Page<MedicineStockEntryDto>>> Ledger(
        Guid id, Query<ListMedicineStockEntriesQuery> query, IMediator mediator, CancellationToken ct) =>
        mediator.Send(query.Value with { Id = id }, ct).Ok();

    /// <summary>Takes in more of the same batch.</summary>
    /// <remarks>Another batch, or another last day, is another stock.</remarks>
    private static Task<OkReply<MedicineStockDto>> ReceiveMore(Guid id, IfMatch ifMatch, StockReceipt body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new ReceiveMoreMedicineStockCommand(id, ifMatch.Version, body), ct).Ok();

    /// <summary>Records a count.</summary>
    /// <remarks>
    /// The balance stays as it is. What differs opens a task for the medical lead and, of a controlled drug, an error
    /// report; an adjustment or a count that agrees ends the task. It is about the balance that was read: a dose in
    /// between answers 412, and the count is made anew.
    /// </remarks>
    private static Task<OkReply<MedicineStockDto>> Count(Guid id, IfMatch ifMatch, StockCount body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new CountMedicineStockCommand(id, ifMatch.Version, body), ct).Ok();

    /// <summary>Records waste.</summary>
    /// <remarks>It leaves the balance at once. Of a controlled drug, or when <c>witnessId</c> asks, a second person confirms it.</remarks>
    private static Task<OkReply<MedicineStockDto>> Waste(Guid id, IfMatch ifMatch, StockWaste body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new WasteMedicineStockCommand(id, ifMatch.Version, body), ct).Ok();

    /// <summary>Gives medicine back to the family.</summary>
    private static Task<OkReply<MedicineStockDto>> Return(Guid id, IfMatch ifMatch, StockReturn body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new ReturnMedicineStockCommand(id, ifMatch.Version, body), ct).Ok();

    /// <summary>Disposes of medicine.</summary>
    /// <remarks>Of a controlled drug it stands in <c>pending</c>, and the balance stays, until a second person confirms it; one at a time.</remarks>
    private static Task<OkReply<MedicineStockDto>> Dispose(Guid id, IfMatch ifMatch, StockDisposal body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new DisposeOfMedicineStockCommand(id, ifMatch.Version, body), ct).Ok();

    /// <summary>Corrects the balance.</summary>
    /// <remarks>By what is more or, below 0, less. Of a controlled drug it waits for a second person as a disposal does.</remarks>
    private static Task<OkReply<MedicineStockDto>> Adjust(Guid id, IfMatch ifMatch, StockAdjustment body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new AdjustMedicineStockCommand(id, ifMatch.Version, body.Quantity, body.Reason), ct).Ok();

    /// <summary>Confirms a colleague's adjustment or disposal of a controlled drug.</summary>
    /// <remarks>By another person than the one who asked for it, with this person's own token. It is then entered in the ledger.</remarks>
    private static Task<OkReply<MedicineStockDto>> Confirm(Guid id, IfMatch ifMatch, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new ConfirmMedicineStockEntryCommand(id, ifMatch.Version), ct).Ok();

    /// <summary>Rejects a colleague's adjustment or disposal of a controlled drug, or takes one's own back.</summary>
    /// <remarks>The ledger stays as it is; the reason stands in the audit.</remarks>
    private static Task<OkReply<MedicineStockDto>> Reject(Guid id, IfMatch ifMatch, RejectMedicineStockEntryBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new RejectMedicineStockEntryCommand(id, ifMatch.Version, body.Reason), ct).Ok();

    /// <summary>Confirms an entry as its witness.</summary>
    /// <remarks>By another person than the one who recorded it, with this person's own token. Whoever was there may, also when another was named.</remarks>
    private static Task<OkReply<MedicineStockDto>> Witness(Guid id, [Range(1, int.MaxValue)] int sequence, IfMatch ifMatch, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new WitnessMedicineStockEntryCommand(id, sequence, ifMatch.Version), ct).Ok();

    /// <summary>Closes an empty stock.</summary>
    /// <remarks>Nothing of it may wait for a second person or a witness, nor may the last count differ.</remarks>
    private static Task<OkReply<MedicineStockDto>> Close(Guid id, IfMatch ifMatch, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new CloseMedicineStockCommand(id, ifMatch.Version), ct).Ok();
}
